package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

/** Means of draws against what they estimate. */
final class Samples {
  /** Exceeded by a normal number with probability 6e-7. */
  private static final double SIGMAS = 5;

  private Samples() {}

  /** Within five of the standard errors that the values themselves show. */
  static void assertMean(double[] values, double expected) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / (values.length - 1);
    assertThat(mean).isCloseTo(expected, within(SIGMAS * Math.sqrt(variance / values.length)));
  }
}
