package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VonMisesTest extends UnivariateContract {
  private static final VonMises FAMILY = new VonMises();

  @Override
  List<Case> cases() {
    return List.of(
        new Case(FAMILY, 0, 0.05),
        new Case(FAMILY, 0.7, 0.4),
        new Case(FAMILY, -3, 2),
        new Case(FAMILY, 9, 30),
        new Case(FAMILY, 0, 1e8));
  }

  @Override
  List<Pair> pairs() {
    return List.of(
        new Pair(FAMILY, new double[] {0.7, 0.4}, FAMILY, new double[] {0, Double.MIN_NORMAL}),
        new Pair(FAMILY, new double[] {0.7, 4}, FAMILY, new double[] {-1, 2}),
        new Pair(FAMILY, new double[] {0.1, 40}, FAMILY, new double[] {0, 60}));
  }

  /** F is counted from -pi, the gradient from the point opposite to the mean: a cut apart. */
  @Override
  @ParameterizedTest
  @MethodSource("cases")
  void thePathwiseGradientIsTheImplicitOne(Case c) {
    double[] centered = {0, c.theta()[1]};
    for (double z : new Case(FAMILY, centered).points(20)) {
      double[] derivative = new double[2];
      FAMILY.pathwise(centered, z, derivative);
      double density = Math.exp(FAMILY.logDensity(centered, z));
      double step = 1e-3 * centered[1];
      double slope = Derivative.partial(t -> FAMILY.cumulative(t, z), centered, 1, step);
      assertThat(derivative[0]).isEqualTo(1);
      assertThat(derivative[1])
          .isCloseTo(
              -slope / density, within(1e-6 * Math.abs(derivative[1]) + 1e-14 / step / density));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.1, 1, 10, 1000, 1e6})
  void theMeanCosineFollowsTheConcentration(double concentration) {
    double[] theta = {0.5, concentration};
    int n = 20_000;
    double[] inMean = new double[n];
    double[] inConcentration = new double[n];
    double[] derivative = new double[2];
    for (int i = 0; i < n; i++) {
      double z = FAMILY.sample(theta, Noise.of(5, 0, 0, i));
      FAMILY.pathwise(theta, z, derivative);
      inMean[i] = Math.sin(z - theta[0]);
      inConcentration[i] = Math.sin(z - theta[0]) * derivative[1];
    }
    // d/dk E[1 - cos(z - mean)] = -A'(k), by an expansion or a difference of A
    double exact = -BesselRatio.slope(concentration);
    assertThat(inConcentration).satisfies(x -> Samples.assertMean(x, exact));
    assertThat(inMean).satisfies(x -> Samples.assertMean(x, 0));
  }

  @Test
  void drawsOfATinyConcentrationFollowTheCumulative() {
    drawsFollowTheCumulative(new Case(FAMILY, 0, 1e-8));
  }

  @Test
  void hugeAndTinyConcentrationsAreTheirLimits() {
    for (int i = 0; i < 100; i++) {
      Noise noise = Noise.of(7, 0, 0, i);
      assertThat(FAMILY.sample(new double[] {1, 1e300}, noise)).isEqualTo(1);
      assertThat(FAMILY.sample(new double[] {1, Double.MIN_VALUE}, noise))
          .isBetween(-Math.PI, Math.PI);
    }
    assertThat(FAMILY.logDensity(new double[] {1, Double.MIN_VALUE}, 0))
        .isCloseTo(-Math.log(2 * Math.PI), within(1e-15));
    double[] gradient = new double[2];
    FAMILY.pathwise(new double[] {0, 1e-8}, 1, gradient);
    // k -> 0: -integral_0^z cos t dt = -sin z
    assertThat(gradient[1]).isCloseTo(-Math.sin(1), within(1e-7));
    FAMILY.pathwise(new double[] {0, 1e8}, 2e-4, gradient);
    // k -> infinity: z = eps / sqrt(k)
    assertThat(gradient[1]).isCloseTo(-1e-12, within(1e-18));
  }
}
