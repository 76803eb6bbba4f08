package dev.elbo.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

class StabilityIndexTest {

  /** By hand, with half a row in every bin: shares 1/2, 1/2 become 70.5/101 and 30.5/101. */
  @Test
  void itIsTheSumOverBins() {
    assertThat(StabilityIndex.of(new long[] {50, 50}, new long[] {70, 30}))
        .isCloseTo(0.16592, within(1e-5));
    assertThat(StabilityIndex.of(new long[] {10, 90, 0}, new long[] {0, 40, 10}))
        .isCloseTo(0.97572, within(1e-5));
  }

  @Test
  void equalSharesHaveNone() {
    assertThat(StabilityIndex.of(new long[] {7, 7, 7}, new long[] {700, 700, 700})).isZero();
  }

  @Test
  void whatChanceGivesFallsWithTheRows() {
    double quantile = ChiSquaredDistribution.of(9).inverseSurvivalProbability(1e-6);
    assertThat(StabilityIndex.ofChance(tenths(1000), tenths(100)))
        .isCloseTo(quantile * 0.011, within(1e-6));
    assertThat(StabilityIndex.ofChance(new long[] {5}, new long[] {5})).isInfinite();
    assertThat(StabilityIndex.ofChance(tenths(1000), new long[10])).isInfinite();
  }

  /**
   * Of 4,000 pairs of samples of 1,000 and 500 rows the mean over (1/n + 1/m) is that of
   * chi-squared with 9 degrees of freedom to 0.6: its standard error is 0.07, and the half rows
   * make it smaller by a hundredth.
   */
  @Test
  void samplesOfOnePopulationHaveThatOfChiSquared() {
    double sum = 0;
    for (int i = 0; i < 4000; i++) {
      sum += StabilityIndex.of(sample(i, 0, 1000), sample(i, 1, 500)) / (0.001 + 0.002);
    }
    assertThat(sum / 4000).isCloseTo(9, within(0.6));
  }

  private static long[] tenths(long rows) {
    long[] counts = new long[10];
    Arrays.fill(counts, rows / 10);
    return counts;
  }

  private static long[] sample(int pair, int which, int rows) {
    long[] counts = new long[10];
    Noise noise = Noise.of(6, pair, which, 0);
    for (int i = 0; i < rows; i++) {
      counts[(int) (10 * noise.uniform(i))]++;
    }
    return counts;
  }
}
