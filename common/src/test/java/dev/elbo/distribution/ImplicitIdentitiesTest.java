package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expectations of pathwise gradients that are known: d/dtheta E[f(z)] = E[f'(z) dz/dtheta]. */
class ImplicitIdentitiesTest {
  private static final int DRAWS = 100_000;

  /** f'(z) dz/dtheta[j] at each draw. */
  private static double[] terms(
      Univariate family, double[] theta, int j, DoubleUnaryOperator slope) {
    double[] derivative = new double[theta.length];
    return IntStream.range(0, DRAWS)
        .mapToDouble(
            i -> {
              double z = family.sample(theta, Noise.of(31, 0, 0, i));
              family.pathwise(theta, z, derivative);
              return slope.applyAsDouble(z) * derivative[j];
            })
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.8, 10, 1000})
  void theMeanOfAGammaMovesWithItsShape(double shape) {
    Samples.assertMean(terms(new Gamma(), new double[] {shape, 1}, 0, z -> 1), 1);
  }

  /** TensorFlow's quadratic loss. */
  @Test
  void theQuadraticLossOfAGammaIsExact() {
    double[] theta = {0.5, 1};
    Samples.assertMean(terms(new Gamma(), theta, 0, z -> 2 * (z - 0.3)), 1 + 2 * 0.5 - 2 * 0.3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 0.01, 3})
  void theMeanLogOfAGammaMovesByTrigamma(double shape) {
    Samples.assertMean(
        terms(new LogOfGamma(), new double[] {shape, 2}, 0, z -> 1), Polygamma.trigamma(shape));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.7", "2, 5", "60, 0.9", "1, 1"})
  void theMeanOfABetaMovesWithItsParameters(double a, double b) {
    double[] theta = {a, b};
    double n = a + b;
    Samples.assertMean(terms(new Beta(), theta, 0, z -> 1), b / (n * n));
    Samples.assertMean(terms(new Beta(), theta, 1, z -> 1), -a / (n * n));
  }

  @Test
  void theMeanLogitOfABetaMovesByTrigamma() {
    double[] theta = {1e-3, 0.2};
    Samples.assertMean(terms(new LogitOfBeta(), theta, 0, z -> 1), Polygamma.trigamma(1e-3));
    Samples.assertMean(terms(new LogitOfBeta(), theta, 1, z -> 1), -Polygamma.trigamma(0.2));
  }

  @Test
  void theVarianceOfAStudentTMovesWithItsDegreesOfFreedom() {
    // Var = nu/(nu - 2): d/dnu = -2/(nu - 2)^2
    double[] theta = {30, 0, 1};
    Samples.assertMean(terms(new StudentT(), theta, 0, z -> 2 * z), -2.0 / (28 * 28));
  }

  @Test
  void theMeanOfAMixtureMovesWithItsLogits() {
    double[] theta = {0.3, -0.5, -1, 2, 0.5, 1.5};
    double w = 1 / (1 + Math.exp(-0.8));
    Mixture mixture = new Mixture(new Normal(), 2);
    Samples.assertMean(terms(mixture, theta, 0, z -> 1), w * (1 - w) * (-1 - 2));
    Samples.assertMean(terms(mixture, theta, 2, z -> 1), w);
    Samples.assertMean(terms(mixture, theta, 5, z -> 2 * z), 2 * (1 - w) * 1.5);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "10, 2", "0.5, 1"})
  void theApproximateGammaHasTheMomentsItDocuments(double shape, double rate) {
    double[] theta = {shape, rate};
    ApproximateGamma family = new ApproximateGamma();
    double d = shape - 1 / 3.0;
    double[] moments = new double[3];
    var rule = new GaussIntegratorFactory().hermite(20);
    for (int k = 1; k <= 2; k++) {
      int power = k;
      moments[k] =
          rule.integrate(
                  x -> {
                    double t = 1 + Math.sqrt(2) * x / Math.sqrt(9 * d);
                    return Math.pow(d * t * t * t / rate, power);
                  })
              / Math.sqrt(Math.PI);
    }
    assertThat(family.meanValue(theta).orElseThrow()).isCloseTo(moments[1], within(1e-12));
    assertThat(family.varianceValue(theta).orElseThrow())
        .isCloseTo(moments[2] - moments[1] * moments[1], within(1e-11 * shape * shape));
    if (shape == 1) {
      assertThat(family.varianceValue(theta).orElseThrow()).isCloseTo(1.142, within(1e-4));
      assertThat(family.cumulative(theta, 0)).isCloseTo(0.0072, within(1e-4));
    }
    Samples.assertMean(terms(family, theta, 0, z -> 1), 1 / rate);
  }
}
