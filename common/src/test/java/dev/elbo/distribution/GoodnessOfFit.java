package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.numbers.gamma.RegularizedGamma;

/** Pearson's chi-square test of counts. */
final class GoodnessOfFit {
  private static final double FALSE_ALARM = 1e-7;

  private GoodnessOfFit() {}

  /** Fails for counts of a multinomial with these probabilities once in ten million. */
  static void assertCounts(long[] counts, double[] probabilities) {
    long draws = 0;
    for (long count : counts) {
      draws += count;
    }
    double statistic = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = draws * probabilities[i];
      assertThat(expected).as("expected count of a cell").isGreaterThan(5);
      statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
    double tail = RegularizedGamma.Q.value((counts.length - 1) / 2.0, statistic / 2);
    assertThat(tail).as("chi-square %s", statistic).isGreaterThan(FALSE_ALARM);
  }
}
