package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The grids on which PyTorch (test_distributions.py) and TensorFlow (random_grad_test.py) test
 * their samplers' gradients to 5e-4 .. 5e-3, here to 1e-10 against another method in double.
 */
class ImplicitGridTest {
  private static final long SEED = 20180522;

  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-1, 1, 10, 100, 1e3, 1e4})
  void gammaInItsShape(double shape) {
    LogOfGamma family = new LogOfGamma();
    double[] theta = {shape, 1};
    for (int i = 0; i < 100; i++) {
      double z = family.sample(theta, Noise.of(SEED, 0, 0, i));
      double expected = byIntegral(shape, z);
      assertThat(GammaGradient.atLog(shape, z))
          .as("shape %s, ln z %s", shape, z)
          .isCloseTo(expected, within(1e-10 * expected));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-1, 1, 10, 100, 1e3, 1e4})
  void chi2InItsDegreesOfFreedom(double df) {
    double[] derivative = new double[1];
    for (int i = 0; i < 100; i++) {
      double z = new Chi2().sample(new double[] {df}, Noise.of(SEED, 1, 0, i));
      new Chi2().pathwise(new double[] {df}, z, derivative);
      double expected = 0.5 * z * byIntegral(df / 2, Math.log(z) - Math.log(2));
      assertThat(derivative[0]).isCloseTo(expected, within(1e-10 * expected));
    }
  }

  /**
   * d ln z / d shape = -integral (w - psi) p / p(ln z), from the side where w - psi keeps its sign.
   */
  private static double byIntegral(double shape, double logZ) {
    double score = logZ - Math.log(shape) - Polygamma.digammaMinusLog(shape);
    double side = score < 0 ? -1 : 1;
    double z = Math.exp(logZ);
    double slope = Math.abs(shape - z);
    return FallingIntegral.of(
        s -> Math.abs(score + side * s) * Math.exp(side * shape * s - z * Math.expm1(side * s)),
        1 / Math.max(1, Math.max(slope, Math.sqrt(shape))),
        s -> Math.max(1, -0.5 * (logZ + side * s)),
        Double.POSITIVE_INFINITY);
  }

  static Stream<double[]> pairs() {
    double[] grid = {1e-2, 1e-1, 1, 10, 100};
    return DoubleStream.of(grid)
        .boxed()
        .flatMap(a -> DoubleStream.of(grid).mapToObj(b -> new double[] {a, b}));
  }

  /** The series against the integral. */
  @ParameterizedTest
  @MethodSource("pairs")
  void betaInBothParameters(double[] theta) {
    LogitOfBeta family = new LogitOfBeta();
    double[] derivative = new double[2];
    for (int i = 0; i < 20; i++) {
      double z = family.sample(theta, Noise.of(SEED, 2, 0, i));
      family.pathwise(theta, z, derivative);
      double[] expected = byIntegral(theta, Logit.logSigmoid(z), Logit.logSigmoid(-z));
      for (int j = 0; j < 2; j++) {
        assertThat(derivative[j])
            .as("at z = %s, parameter %s", z, j)
            .isCloseTo(expected[j], within(1e-12 * Math.abs(expected[j])));
      }
    }
  }

  private static double[] byIntegral(double[] theta, double logX, double logRest) {
    return BetaIntegral.gradient(theta[0], theta[1], logX, logRest);
  }

  static Stream<double[]> concentrations() {
    return grid(0.1, 1, 10);
  }

  @ParameterizedTest
  @MethodSource("concentrations")
  void dirichletOnItsDiagonal(double[] theta) {
    Dirichlet family = new Dirichlet(3);
    double[] z = new double[3];
    for (int i = 0; i < 20; i++) {
      family.sample(theta, Noise.of(SEED, 3, 0, i), z);
      double[] gradient = new double[3];
      family.addPathwise(theta, z, Noise.of(0, 0, 0, 0), new double[] {1, 0, 0}, gradient);
      double[] beta = {theta[0], theta[1] + theta[2]};
      double rest = z[1] + z[2];
      double expected = z[0] * rest * byIntegral(beta, Math.log(z[0]), Math.log(rest))[0];
      assertThat(gradient[0]).isCloseTo(expected, within(1e-10 * Math.abs(expected)));
    }
  }

  static Stream<double[]> grid(double... values) {
    return DoubleStream.of(values)
        .boxed()
        .flatMap(
            a ->
                DoubleStream.of(values)
                    .boxed()
                    .flatMap(b -> DoubleStream.of(values).mapToObj(c -> new double[] {a, b, c})));
  }
}
