package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KumaraswamyTest extends ExplicitContract {
  private static final Kumaraswamy FAMILY = new Kumaraswamy();

  @Override
  List<Case> cases() {
    return List.of(
        new Case(FAMILY, 1, 1),
        new Case(FAMILY, 1.5, 2),
        new Case(FAMILY, 0.5, 0.7),
        new Case(FAMILY, 5, 1),
        new Case(FAMILY, 2, 20),
        new Case(FAMILY, 0.4, 3),
        new Case(FAMILY, 30, 400));
  }

  @Override
  List<Pair> pairs() {
    Uniform uniform = new Uniform();
    return List.of(
        new Pair(FAMILY, new double[] {1.5, 2}, uniform, new double[] {0, 1}),
        new Pair(FAMILY, new double[] {2, 4}, uniform, new double[] {-1, 2}),
        new Pair(FAMILY, new double[] {1.5, 2}, new Beta(), new double[] {2, 3}));
  }

  /** Draws that round to 0 or 1 are moved to the nearest double inside. */
  @ParameterizedTest
  @CsvSource({"0.01, 0.01", "1e-8, 1", "1, 1e-8", "1e8, 1", "1, 1e8", "1e-8, 1e-8", "1e8, 1e8"})
  void aDrawIsNeverZeroOrOneAndItsDerivativesAreNumbers(double a, double b) {
    double[] theta = {a, b};
    double[] derivative = new double[2];
    double[] score = new double[2];
    for (int i = 0; i < 10_000; i++) {
      double z = FAMILY.sample(theta, Noise.of(9, 0, 0, i));
      assertThat(z).isGreaterThan(0).isLessThan(1);
      assertThat(FAMILY.logDensity(theta, z)).isFinite();
      assertThat(FAMILY.slope(theta, z, score)).isFinite();
      FAMILY.pathwise(theta, z, derivative);
      assertThat(Arrays.stream(derivative)).allMatch(Double::isFinite);
      assertThat(Arrays.stream(score)).allMatch(Double::isFinite);
    }
    assertThat(FAMILY.meanValue(theta).orElseThrow()).isBetween(0.0, 1.0);
    assertThat(FAMILY.varianceValue(theta).orElseThrow()).isBetween(0.0, 0.25);
  }

  /** The rows of golden_kl.csv (mpmath, 40 digits). */
  @ParameterizedTest
  @CsvSource({
    "1.5, 2, 2, 3, 0.068528194400546905828",
    "0.8, 3, 1, 5, 0.052159262906280365606",
    "5, 1, 0.5, 0.5, 0.71250113161683388208",
    "2, 4, 1, 1, 0.28777487501316926159"
  })
  void theDivergenceFromABetaIsThatOfMultiplePrecision(
      double a, double b, double alpha, double beta, double expected) {
    double value = toBeta(a, b, alpha, beta, new double[2]);
    assertThat(value).isCloseTo(expected, within(1e-12 * expected));
  }

  /** With a = 1 a Kumaraswamy is Beta(1, b): the divergence of Betas, by hand. */
  @ParameterizedTest
  @CsvSource({"0.01, 3", "0.1, 0.2", "0.7, 5", "3, 0.5", "50, 2", "1e4, 1.5", "1e6, 3", "1e-4, 2"})
  void withAOfOneTheDivergenceIsThatOfBetas(double b, double d) {
    // E[log(1 - z)] = -1/b, so KL(Beta(1, b) || Beta(1, d)) = log(b/d) + d/b - 1.
    double expected = Math.log(b / d) + d / b - 1;
    double[] gradient = new double[2];
    double value = toBeta(1, b, 1, d, gradient);
    assertThat(value).isCloseTo(expected, within(1e-11 * Math.max(1, expected)));
    double inB = 1 / b - d / b / b;
    assertThat(gradient[1]).isCloseTo(inB, within(1e-10 * Math.max(1, Math.abs(inB))));
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 2, 2, 3",
    "0.1, 0.2, 0.5, 4",
    "5, 0.3, 3, 0.4",
    "40, 300, 2, 2",
    "0.02, 7, 1, 3",
    "200, 0.05, 1, 2"
  })
  void theGradientOfTheDivergenceIsThatOfDifferences(
      double a, double b, double alpha, double beta) {
    double[] gradient = new double[2];
    toBeta(a, b, alpha, beta, gradient);
    double inA = Derivative.of(x -> toBeta(x, b, alpha, beta, new double[2]), a, 1e-3 * a);
    double inB = Derivative.of(x -> toBeta(a, x, alpha, beta, new double[2]), b, 1e-3 * b);
    assertThat(gradient[0]).isCloseTo(inA, within(1e-8 * Math.max(1, Math.abs(inA))));
    assertThat(gradient[1]).isCloseTo(inB, within(1e-8 * Math.max(1, Math.abs(inB))));
  }

  /** To 1e-4 by cancellation on one side and 3e-5 by the expansion on the other. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 30})
  void theTwoFormulasOfTheVarianceMeet(double b) {
    double below = FAMILY.varianceValue(new double[] {Math.nextDown(1e5), b}).orElseThrow();
    double above = FAMILY.varianceValue(new double[] {1e5, b}).orElseThrow();
    assertThat(above / below).isCloseTo(1, within(1.3e-4));
  }

  @Test
  void aUniformInsideOfTheUnitIntervalIsInfinitelyFar() {
    ClosedFormKl kl = FAMILY.klTo(new Uniform()).orElseThrow();
    double value = kl.value(new double[] {2, 3}, new double[] {0, 0.99}, new double[2]);
    assertThat(value).isInfinite().isPositive();
  }

  private static double toBeta(double a, double b, double alpha, double beta, double[] gradient) {
    return KumaraswamyKl.toBeta(new double[] {a, b}, new double[] {alpha, beta}, gradient);
  }
}
