package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.statistics.distribution.TruncatedNormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TruncatedNormalTest extends ExplicitContract {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final TruncatedNormal MIDDLE = new TruncatedNormal(-1, 2);
  private static final TruncatedNormal TAIL = new TruncatedNormal(8, 9);
  private static final TruncatedNormal LEFT_TAIL = new TruncatedNormal(-9, -8);
  private static final TruncatedNormal HALF = new TruncatedNormal(0, INFINITY);
  private static final TruncatedNormal WHOLE = new TruncatedNormal(-INFINITY, INFINITY);

  @Override
  List<Case> cases() {
    return List.of(
        new Case(MIDDLE, 0, 1),
        new Case(MIDDLE, 0.5, 0.3),
        new Case(MIDDLE, -4, 2),
        new Case(MIDDLE, 0.5, 30),
        new Case(TAIL, 0, 1),
        new Case(LEFT_TAIL, 0, 1),
        new Case(TAIL, -30, 1),
        new Case(HALF, 1, 1),
        new Case(HALF, -6, 1),
        new Case(WHOLE, 0.5, 2));
  }

  @Override
  List<Pair> pairs() {
    Uniform uniform = new Uniform();
    return List.of(
        pair(MIDDLE, 0.3, 0.7, MIDDLE, 0, 1),
        pair(MIDDLE, -3, 2, MIDDLE, 1, 0.5),
        pair(TAIL, 0, 1, TAIL, 1, 2),
        pair(TAIL, 8.4, 0.2, TAIL, 0, 1),
        pair(HALF, 1, 1, HALF, -2, 3),
        pair(MIDDLE, 0.3, 0.7, new TruncatedNormal(-3, 4), 0, 1),
        pair(MIDDLE, 0.3, 0.7, new Normal(), 0, 1),
        pair(MIDDLE, 0.3, 0.7, uniform, -1, 2),
        pair(TAIL, 0, 1, uniform, 8, 9),
        pair(TAIL, 0, 1, uniform, 7, 11));
  }

  private static Pair pair(
      Univariate q, double mean, double scale, Univariate p, double p0, double p1) {
    return new Pair(q, new double[] {mean, scale}, p, new double[] {p0, p1});
  }

  @ParameterizedTest
  @CsvSource({"-1, 2, 0, 1", "-1, 2, -4, 2", "8, 9, 0, 1", "-9, -8, 0, 1", "0, 3, 1, 10"})
  void itAgreesWithCommonsStatistics(double low, double high, double mean, double scale) {
    var oracle = TruncatedNormalDistribution.of(mean, scale, low, high);
    var family = new TruncatedNormal(low, high);
    double[] theta = {mean, scale};
    for (double share = 0.05; share < 1; share += 0.1) {
      double z = low + share * (high - low);
      assertThat(family.cumulative(theta, z))
          .isCloseTo(oracle.cumulativeProbability(z), within(1e-12));
      assertThat(family.logDensity(theta, z)).isCloseTo(oracle.logDensity(z), within(1e-11));
    }
    double variance = oracle.getVariance();
    assertThat(family.meanValue(theta).orElseThrow()).isCloseTo(oracle.getMean(), within(1e-12));
    assertThat(family.varianceValue(theta).orElseThrow())
        .isCloseTo(variance, within(1e-9 * variance));
  }

  @Test
  void withoutBoundsItIsTheNormal() {
    double[] theta = {0.5, 2};
    double[] derivative = new double[2];
    for (double z = -12; z < 13; z += 0.7) {
      WHOLE.pathwise(theta, z, derivative);
      assertThat(derivative[0]).isCloseTo(1, within(1e-13));
      assertThat(derivative[1]).isCloseTo((z - 0.5) / 2, within(1e-12));
      assertThat(WHOLE.logDensity(theta, z))
          .isCloseTo(new Normal().logDensity(theta, z), within(1e-13));
    }
  }

  /** The textbook's formula, where it does not cancel. */
  @Test
  void thePathwiseGradientIsTheTextbooks() {
    double[] theta = {-0.3, 1.2};
    double a = (-1 - theta[0]) / theta[1];
    double b = (2 - theta[0]) / theta[1];
    double[] derivative = new double[2];
    for (double z = -0.95; z < 2; z += 0.1) {
      double x = (z - theta[0]) / theta[1];
      double u = MIDDLE.cumulative(theta, z);
      double below = (1 - u) * phi(a) / phi(x);
      double above = u * phi(b) / phi(x);
      MIDDLE.pathwise(theta, z, derivative);
      assertThat(derivative[0]).isCloseTo(1 - below - above, within(1e-13));
      assertThat(derivative[1]).isCloseTo(x - a * below - b * above, within(1e-13));
    }
  }

  private static double phi(double x) {
    return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  }

  /**
   * So far from the mean z - low is s^2 e / (low - m), e exponential, up to 1 / distance^2; so
   * dz/dm = (z - low) / (low - m) and dz/ds = 2 (z - low) / s.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e6, 1e8, 1e12})
  void farOutsideOfTheBoundsItIsExponential(double distance) {
    TruncatedNormal family = new TruncatedNormal(0, 5);
    double[] theta = {-distance, 1};
    double[] derivative = new double[2];
    for (int i = 0; i < 100; i++) {
      Noise noise = Noise.of(3, 0, 0, i);
      double z = family.sample(theta, noise);
      double expected = -Math.log1p(-noise.uniform(0)) / distance;
      family.pathwise(theta, z, derivative);
      double tolerance = 40 / distance / distance + 1e-12;
      assertThat(z / expected).isCloseTo(1, within(tolerance));
      assertThat(derivative[0] / (z / distance)).isCloseTo(1, within(tolerance));
      assertThat(derivative[1] / (2 * z)).isCloseTo(1, within(tolerance));
    }
    assertThat(family.meanValue(theta).orElseThrow() * distance).isCloseTo(1, within(1e-11));
    assertThat(family.varianceValue(theta).orElseThrow() * distance * distance)
        .isCloseTo(1, within(1e-11));
  }

  /**
   * In a narrow range it is uniform, and a shift of the mean tilts it: dz/dm = u (1 - u) w^2/2s^2.
   */
  @Test
  void inANarrowRangeItIsUniform() {
    TruncatedNormal family = new TruncatedNormal(0, 1);
    double[] theta = {0.5, 1e8};
    double[] derivative = new double[2];
    for (double z = 0.05; z < 1; z += 0.1) {
      assertThat(family.cumulative(theta, z)).isCloseTo(z, within(1e-15));
      family.pathwise(theta, z, derivative);
      double expected = z * (1 - z) / 2 * 1e-16;
      assertThat(derivative[0]).isCloseTo(expected, within(1e-14 * expected));
    }
    assertThat(family.varianceValue(theta).orElseThrow()).isCloseTo(1 / 12.0, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1e-8",
    "0, 1e8",
    "-1e8, 1",
    "1e8, 1",
    "-1e300, 1e-300",
    "1e300, 1e-300",
    "8.5, 1e-300",
    "0, 1e300",
    "-1e300, 1e300",
    "-1.7e308, 1"
  })
  void extremesGiveNumbersInsideOfTheBounds(double mean, double scale) {
    double[] theta = {mean, scale};
    double[] derivative = new double[2];
    double[] score = new double[2];
    for (int i = 0; i < 1000; i++) {
      double z = TAIL.sample(theta, Noise.of(4, 0, 0, i));
      assertThat(z).isGreaterThan(8).isLessThan(9);
      TAIL.pathwise(theta, z, derivative);
      double slope = TAIL.slope(theta, z, score);
      assertThat(derivative).doesNotContain(Double.NaN);
      assertThat(score).doesNotContain(Double.NaN);
      assertThat(slope).isNotNaN();
      assertThat(TAIL.logDensity(theta, z)).isNotNaN();
    }
    assertThat(TAIL.meanValue(theta).orElseThrow()).isBetween(8.0, 9.0);
    assertThat(TAIL.varianceValue(theta).orElseThrow()).isBetween(0.0, 1.0);
  }

  @Test
  void aPriorThatLacksPartOfTheRangeIsInfinitelyFar() {
    double[] theta = {0, 1};
    for (Univariate prior : List.of(new TruncatedNormal(0, 3), new Uniform())) {
      double[] gradient = {7, 7};
      double value = MIDDLE.klTo(prior).orElseThrow().value(theta, new double[] {0, 1.5}, gradient);
      assertThat(value).isInfinite().isPositive();
      assertThat(gradient).containsExactly(0, 0);
    }
  }

  @Test
  void boundsWithNothingBetweenThemAreRefused() {
    assertThatThrownBy(() -> new TruncatedNormal(2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot truncate a normal: no range lies between [2.0] and [1.0]. Give a low that is"
                + " less than high.");
    assertThatThrownBy(() -> new TruncatedNormal(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
