package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Closed divergences against multiple precision: the rows of golden_kl.csv (mpmath, 40 digits). */
class ExplicitKlTest {

  @ParameterizedTest
  @CsvSource({
    "0.3, 0.7, 0, 1, 0.14667494393873240794",
    "-1.5, 2, 0.5, 0.25, 61.420558458320164072",
    "12, 42, 0, 1, 949.76233038171663169"
  })
  void logNormal(double m1, double s1, double m2, double s2, double expected) {
    assertKl(new LogNormal(), new double[] {m1, s1}, new double[] {m2, s2}, expected);
  }

  @ParameterizedTest
  @CsvSource({"1.5, 0.5, 0.43194562200144302473", "0.2, 3, 11.291949798897789157"})
  void exponential(double q, double p, double expected) {
    assertKl(new Exponential(), new double[] {q}, new double[] {p}, expected);
  }

  @Test
  void laplace() {
    assertKl(new Laplace(), new double[] {-2, 0.3}, new double[] {0.5, 1}, 2.704044915168862);
  }

  @Test
  void gumbel() {
    assertKl(new Gumbel(), new double[] {0, 1}, new double[] {1, 2}, 0.3656805307703178);
  }

  @ParameterizedTest
  @CsvSource({"1.5, 2, 2, 1, 2.2809861830981685338", "0.7, 0.5, 1, 3, 0.89343325173286011002"})
  void weibull(double k1, double l1, double k2, double l2, double expected) {
    assertKl(new Weibull(), new double[] {k1, l1}, new double[] {k2, l2}, expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 2, 2, 1, 0.017066554523985272606",
    "0.7, 0.5, 0.3, 0.3, 0.16829504945282408112"
  })
  void weibullToGamma(double k, double l, double shape, double rate, double expected) {
    double[] theta = {k, l};
    double[] prior = {shape, rate};
    double[] gradient = new double[2];
    double value = WeibullKl.toGamma(theta, prior, gradient);
    assertThat(value).isCloseTo(expected, within(1e-12 * Math.max(expected, 0.1)));
    for (int j = 0; j < 2; j++) {
      double inTheta =
          Derivative.partial(
              t -> WeibullKl.toGamma(t, prior, new double[2]), theta, j, 1e-3 * theta[j]);
      assertThat(gradient[j]).isCloseTo(inTheta, within(1e-9));
    }
  }

  private static void assertKl(Family family, double[] theta, double[] prior, double expected) {
    double value = family.klTo(family).orElseThrow().value(theta, prior, new double[theta.length]);
    assertThat(value).isCloseTo(expected, within(1e-12 * expected));
  }
}
