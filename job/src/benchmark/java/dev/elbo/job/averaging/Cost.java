package dev.elbo.job.averaging;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Seconds an epoch of automatic averaging beside plain; the first epoch of a run does not count.
 */
record Cost(Average plain, Average automatic) {

  double plainSeconds() {
    return Median.of(seconds(plain));
  }

  double automaticSeconds() {
    return Median.of(seconds(automatic));
  }

  /** Of the medians. */
  double ratio() {
    return automaticSeconds() / plainSeconds();
  }

  /** Of the medians of a pair of runs, the least. */
  double leastRatio() {
    return ratios().min().orElse(Double.NaN);
  }

  /** Of the medians of a pair of runs, the greatest. */
  double greatestRatio() {
    return ratios().max().orElse(Double.NaN);
  }

  /** How many of each were measured, at least. */
  long epochs() {
    return Math.min(seconds(plain).count(), seconds(automatic).count());
  }

  private DoubleStream ratios() {
    return automatic.finished().stream()
        .flatMap(a -> plain.of(a.seed()).map(p -> ratio(a, p)).stream())
        .mapToDouble(Double::doubleValue);
  }

  private static double ratio(Outcome automatic, Outcome plain) {
    return Median.of(seconds(automatic)) / Median.of(seconds(plain));
  }

  private static DoubleStream seconds(Average average) {
    return average.finished().stream().flatMapToDouble(Cost::seconds);
  }

  private static DoubleStream seconds(Outcome outcome) {
    return IntStream.range(1, outcome.metrics().size()).mapToDouble(outcome::seconds);
  }
}
