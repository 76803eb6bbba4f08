package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The families of this package once more, from their inverse CDF alone. */
class ExplicitFamilyTest extends ExplicitContract {
  private static final ExplicitFamily LAPLACE =
      ExplicitFamily.of(
          "my-laplace",
          List.of(Parameter.of("location", Domain.REAL), Parameter.of("scale", Domain.POSITIVE)),
          (theta, u) -> theta[0] + theta[1] * (u < 0.5 ? Math.log(2 * u) : -Math.log(2 - 2 * u)));

  private static final ExplicitFamily WEIBULL =
      ExplicitFamily.of(
          "my-weibull",
          List.of(
              Parameter.of("concentration", Domain.POSITIVE),
              Parameter.of("scale", Domain.POSITIVE)),
          (theta, u) -> theta[1] * Math.pow(-Math.log1p(-u), 1 / theta[0]));

  private static final ExplicitFamily LAPLACE_IN_CLOSED_FORM =
      LAPLACE
          .withGradient(
              (theta, u, gradient) -> {
                gradient[0] = 1;
                gradient[1] = u < 0.5 ? Math.log(2 * u) : -Math.log(2 - 2 * u);
              })
          .withCumulative((theta, z) -> new Laplace().cumulative(theta, z))
          .withLogDensity((theta, z) -> new Laplace().logDensity(theta, z));

  @Override
  List<Case> cases() {
    return List.of(new Case(LAPLACE_IN_CLOSED_FORM, 1, 2), new Case(WEIBULL, 1.5, 2));
  }

  @Override
  List<Pair> pairs() {
    return List.of();
  }

  @Test
  void theLaplaceDistributionIsReproducedFromItsQuantileAlone() {
    assertAgrees(LAPLACE, new Laplace(), 0, 1);
    assertAgrees(LAPLACE, new Laplace(), -3, 0.02);
    assertAgrees(LAPLACE, new Laplace(), 12, 42);
  }

  @Test
  void theWeibullDistributionIsReproducedFromItsQuantileAlone() {
    assertAgrees(WEIBULL, new Weibull(), 1.5, 2);
    assertAgrees(WEIBULL, new Weibull(), 0.7, 0.5);
    assertAgrees(WEIBULL, new Weibull(), 8, 100);
  }

  @Test
  void withClosedFormsItIsExact() {
    double[] theta = {1, 2};
    double[] derivative = new double[2];
    double[] expected = new double[2];
    double[] score = new double[2];
    for (double u = 0.005; u < 1; u += 0.01) {
      double z = 1 + 2 * (u < 0.5 ? Math.log(2 * u) : -Math.log(2 - 2 * u));
      LAPLACE_IN_CLOSED_FORM.pathwise(theta, z, derivative);
      new Laplace().pathwise(theta, z, expected);
      assertThat(derivative[1]).isCloseTo(expected[1], within(1e-13));
      new Laplace().slope(theta, z, expected);
      LAPLACE_IN_CLOSED_FORM.slope(theta, z, score);
      assertThat(score[1]).isCloseTo(expected[1], within(1e-9));
    }
  }

  @Test
  void aQuantileThatIsNoNumberIsRefused() {
    ExplicitFamily broken =
        ExplicitFamily.of(
            "broken", List.of(Parameter.of("a", Domain.REAL)), (theta, u) -> Math.log(-u));
    assertThatThrownBy(() -> broken.sample(new double[] {1}, Noise.of(1, 1, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "Cannot draw broken: its quantile of u = \\[0\\.\\d+] is NaN at theta = \\[1.0]\\. Mend"
                + " the quantile\\.");
  }

  @Test
  void outsideOfTheSupportThereIsNoDensity() {
    double[] theta = {1.5, 2};
    assertThat(WEIBULL.logDensity(theta, -0.1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(WEIBULL.cumulative(theta, -0.1)).isEqualTo(0);
    assertThat(WEIBULL.mean(theta)).isEmpty();
  }

  /** Over draws, of which some are beyond the 1e-3 quantiles. */
  private static void assertAgrees(Univariate family, Univariate oracle, double... theta) {
    double[] derivative = new double[2];
    double[] expected = new double[2];
    double worst = 0;
    double worstScore = 0;
    double worstSlope = 0;
    for (int i = 0; i < 200; i++) {
      double z = family.sample(theta, Noise.of(8, 0, 0, i));
      family.pathwise(theta, z, derivative);
      oracle.pathwise(theta, z, expected);
      worst = Math.max(worst, relative(derivative, expected));
      double slope = family.slope(theta, z, derivative);
      double expectedSlope = oracle.slope(theta, z, expected);
      worstScore = Math.max(worstScore, relative(derivative, expected));
      worstSlope =
          Math.max(worstSlope, relative(new double[] {slope}, new double[] {expectedSlope}));
      assertThat(family.cumulative(theta, z)).isCloseTo(oracle.cumulative(theta, z), within(1e-14));
      double logDensity = oracle.logDensity(theta, z);
      assertThat(family.logDensity(theta, z)).isCloseTo(logDensity, within(1e-9));
    }
    assertThat(worst).as("pathwise").isLessThan(1e-11);
    assertThat(worstScore).as("score").isLessThan(1e-6);
    assertThat(worstSlope).as("slope").isLessThan(1e-6);
  }

  static double relative(double[] actual, double[] expected) {
    double worst = 0;
    double scale = 0;
    for (double e : expected) {
      scale = Math.max(scale, Math.abs(e));
    }
    for (int j = 0; j < actual.length; j++) {
      worst = Math.max(worst, Math.abs(actual[j] - expected[j]) / scale);
    }
    return worst;
  }
}
