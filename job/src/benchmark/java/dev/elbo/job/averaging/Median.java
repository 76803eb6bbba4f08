package dev.elbo.job.averaging;

import java.util.stream.DoubleStream;

/** The middle of some numbers, or the mean of the two in the middle; NaN of none. */
final class Median {
  private Median() {}

  static double of(DoubleStream numbers) {
    double[] sorted = numbers.sorted().toArray();
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
