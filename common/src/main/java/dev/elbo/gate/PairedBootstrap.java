package dev.elbo.gate;

import dev.elbo.distribution.Noise;
import java.util.stream.DoubleStream;

/**
 * How certain the difference of two models is, given the rows that it was measured on: the mean of
 * the rows' differences, and how it scatters over rows drawn anew with replacement (Efron and
 * Tibshirani 1993, sections 6 and 13). What makes a row hard is the same for both models and
 * cancels.
 *
 * <p>Of many rows, neighbours are drawn together, so that a holdout of any size takes a second.
 *
 * @param rows in the holdout
 * @param gain mean ELBO of the challenger less that of the champion, in nats an example
 * @param standardError of the gain
 * @param lower the gain is above this with a confidence of 99 %
 * @param upper the gain is below this with a confidence of 99 %
 */
public record PairedBootstrap(
    long rows, double gain, double standardError, double lower, double upper) {
  private static final int RESAMPLES = 2000;
  private static final int MOST_GROUPS = 20_000;
  private static final double TAIL = 0.01;

  /**
   * The difference of two models on the same rows.
   *
   * @param champion ELBOs, one a row
   * @param challenger ELBOs of the same rows in the same order
   * @param noise chooses the rows that are drawn; the same noise gives the same result
   * @throws IllegalArgumentException if there are not two rows or more, as many for each, or an
   *     ELBO is not finite
   */
  public static PairedBootstrap of(double[] champion, double[] challenger, Noise noise) {
    int rows = champion.length;
    if (rows < 2 || challenger.length != rows) {
      throw new IllegalArgumentException(
          "[%d] and [%d] rows cannot be compared".formatted(rows, challenger.length));
    }
    int groups = Math.min(rows, MOST_GROUPS);
    double[] sums = new double[groups];
    int[] counts = new int[groups];
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      double difference = challenger[i] - champion[i];
      int group = (int) ((long) i * groups / rows);
      sums[group] += difference;
      counts[group]++;
      sum += difference;
    }
    double gain = sum / rows;
    if (!Double.isFinite(gain)) {
      throw new IllegalArgumentException("The ELBO of a row is not finite");
    }
    double[] means = new double[RESAMPLES];
    for (int b = 0; b < RESAMPLES; b++) {
      means[b] = resampled(sums, counts, noise.at(b));
    }
    double[] sorted = Quantile.sorted(means);
    // A sample's variance is short of the population's by one group.
    double standardError = deviation(means) * Math.sqrt(groups / (groups - 1.0));
    return new PairedBootstrap(
        rows,
        gain,
        standardError,
        Quantile.ofSorted(sorted, TAIL),
        Quantile.ofSorted(sorted, 1 - TAIL));
  }

  private static double resampled(double[] sums, int[] counts, Noise noise) {
    int groups = sums.length;
    double sum = 0;
    long count = 0;
    for (int i = 0; i < groups; i += 2) {
      // A half of 64 bits is enough for a choice among 20,000: the bias is below 1e-5.
      long bits = noise.bits(i >>> 1);
      int first = choice(bits >>> Integer.SIZE, groups);
      sum += sums[first];
      count += counts[first];
      if (i + 1 < groups) {
        int second = choice(bits & 0xFFFFFFFFL, groups);
        sum += sums[second];
        count += counts[second];
      }
    }
    return sum / count;
  }

  private static int choice(long bits, int n) {
    return (int) ((bits * n) >>> Integer.SIZE);
  }

  private static double deviation(double[] values) {
    double mean = DoubleStream.of(values).sum() / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }
}
