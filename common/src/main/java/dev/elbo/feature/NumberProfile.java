package dev.elbo.feature;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * What is known of the numbers of a column: raw ones, 0 and 1 for truths, days or seconds since
 * 1970 for dates and timestamps.
 *
 * @param least of all rows
 * @param greatest of all rows
 * @param mean of all rows
 * @param deviation of all rows, divisor n
 * @param bins about a tenth of the numbers each where no value is so frequent; of a sample of the
 *     rows
 * @param reference all rows in the bins of the profile that this one is compared with
 */
public record NumberProfile(
    double least,
    double greatest,
    double mean,
    double deviation,
    Bins bins,
    Optional<Bins> reference) {

  public NumberProfile {
    boolean isFinite =
        DoubleStream.of(least, greatest, mean, deviation).allMatch(value -> Double.isFinite(value));
    if (!isFinite || least > greatest || deviation < 0) {
      throw new IllegalArgumentException(
          "numbers %s are not those of a column"
              .formatted(List.of(least, greatest, mean, deviation)));
    }
    bins.edges(); // None is an error.
  }
}
