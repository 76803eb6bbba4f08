package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoiseTest {

  @Test
  void philoxGivesTheKnownAnswersOfRandom123() {
    assertThat(block(0, 0, 0)).containsExactly(0xe169c58d6627e8d5L, 0x9b00dbd8bc57ac4cL);
    assertThat(block(-1, -1, -1)).containsExactly(0x41c83b0e408f276dL, 0x6d5451fda20bc7c6L);
    assertThat(block(0x299f31d0a4093822L, 0x85a308d3243f6a88L, 0x0370734413198a2eL))
        .containsExactly(0x94fdcceb_d16cfe09L, 0x24126ea1_5001e420L);
  }

  @Test
  void aDrawIsAFunctionOfKeyAndIndexAlone() {
    double[] bulk = new double[7];
    Noise.of(1, 2, 3, 4).gaussians(bulk);
    Noise again = Noise.of(1, 2, 3, 4);
    for (int i = 6; i >= 0; i--) {
      assertThat(again.gaussian(i)).isEqualTo(bulk[i]);
    }
  }

  @Test
  void everyCoordinateAndUseHasNumbersOfItsOwn() {
    Noise base = Noise.of(1, 2, 3, 4);
    long[] first = {
      base.bits(0),
      Noise.of(2, 2, 3, 4).bits(0),
      Noise.of(1, 3, 3, 4).bits(0),
      Noise.of(1, 2, 4, 4).bits(0),
      Noise.of(1, 2, 3, 5).bits(0),
      base.split(Noise.Use.ORDER).bits(0),
      base.split(Noise.Use.POSTERIOR).bits(0),
      base.at(1).bits(0),
      base.at(99).bits(0),
      base.bits(1)
    };
    assertThat(Arrays.stream(first).distinct().count()).isEqualTo(first.length);
  }

  /**
   * Dvoretzky, Kiefer, Wolfowitz, Massart: false alarm 1e-9 at this bound, and the seed is fixed.
   */
  @Test
  void gaussiansPassAGoodnessOfFitTest() {
    int n = 100_000;
    double[] draws = new double[n];
    Noise.of(42, 0, 0, 0).gaussians(draws);
    Arrays.sort(draws);
    double worst = 0;
    for (int i = 0; i < n; i++) {
      double cdf = normalCdf(draws[i]);
      worst = Math.max(worst, Math.max((i + 1.0) / n - cdf, cdf - (double) i / n));
    }
    assertThat(worst).isLessThan(Math.sqrt(Math.log(2 / 1e-9) / (2.0 * n)));
  }

  /** Correlation of n pairs is normal with deviation n^-1/2: 6 deviations, false alarm 2e-9. */
  @Test
  void neighbouringStepsAreUncorrelated() {
    int n = 100_000;
    double[] one = new double[n];
    double[] two = new double[n];
    Noise.of(42, 1, 0, 0).gaussians(one);
    Noise.of(42, 1, 0, 1).gaussians(two);
    double correlation = IntStream.range(0, n).mapToDouble(i -> one[i] * two[i]).sum() / n;
    assertThat(Math.abs(correlation)).isLessThan(6 / Math.sqrt(n));
  }

  /** Chi-square with 5 degrees of freedom: above 60 with probability 1.2e-11. */
  @Test
  void allOrdersOfThreeComeUpEquallyOften() {
    int trials = 60_000;
    int[] counts = new int[1000];
    for (int i = 0; i < trials; i++) {
      int[] order = Noise.of(7, 0, 0, i).permutation(3);
      counts[100 * order[0] + 10 * order[1] + order[2]]++;
    }
    int[] seen = Arrays.stream(counts).filter(c -> c > 0).toArray();
    double expected = trials / 6.0;
    double chiSquare = Arrays.stream(seen).mapToDouble(c -> sq(c - expected) / expected).sum();
    assertThat(seen).hasSize(6);
    assertThat(chiSquare).isLessThan(60);
  }

  @Test
  void aPermutationHoldsEveryIndexOnce() {
    int[] order = Noise.of(1, 1, 1, 1).permutation(1000);
    assertThat(Arrays.stream(order).sorted().toArray())
        .isEqualTo(IntStream.range(0, 1000).toArray());
  }

  private static double sq(double a) {
    return a * a;
  }

  private static long[] block(long key, long low, long high) {
    long[] out = new long[2];
    Philox.block(key, low, high, out);
    return out;
  }

  /** By Simpson's rule on the density from 0; good to 1e-10 over the range of draws. */
  private static double normalCdf(double x) {
    int panels = 400;
    double h = x / (2 * panels);
    double sum = density(0) + density(x);
    for (int i = 1; i < 2 * panels; i++) {
      sum += (i % 2 == 0 ? 2 : 4) * density(i * h);
    }
    return 0.5 + sum * h / 3;
  }

  private static double density(double x) {
    return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  }
}
