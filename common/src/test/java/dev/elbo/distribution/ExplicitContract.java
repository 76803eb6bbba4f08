package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a family promises besides whose draw is a differentiable function of theta. */
abstract class ExplicitContract extends UnivariateContract {

  @ParameterizedTest
  @MethodSource("cases")
  void thePathwiseGradientIsThatOfTheDrawAtFixedNoise(Case c) {
    double[] theta = c.theta();
    for (int i = 0; i < 50; i++) {
      Noise noise = Noise.of(77, 0, 0, i);
      double z = c.family().sample(theta, noise);
      double[] derivative = new double[theta.length];
      c.family().pathwise(theta, z, derivative);
      for (int j = 0; j < theta.length; j++) {
        double expected = Derivative.partial(t -> c.family().sample(t, noise), theta, j, c.step(j));
        // The difference quotient knows z to a rounding.
        double tolerance = 1e-8 * Math.abs(expected) + 4 * Math.ulp(z) / c.step(j);
        assertThat(derivative[j])
            .as("draw %s, theta %s", i, j)
            .isCloseTo(expected, within(tolerance));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theCenterIsAFinitePointOfTheSupport(Case c) {
    double center = c.family().center(c.theta())[0];
    assertThat(center).isFinite();
    assertThat(c.family().logDensity(c.theta(), center)).isFinite();
  }
}
