package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Families with an explicit draw at parameters from 1e-8 to 1e8 and beyond: finite throughout. */
class ExtremesTest {
  private static final double[] EXTREMES = {1e-300, 1e-8, 0.01, 1, 100, 1e8, 1e300};

  static Stream<UnivariateContract.Case> cases() {
    List<Univariate> families =
        List.of(
            new Laplace(),
            new Logistic(),
            new Gumbel(),
            new Cauchy(),
            new LogNormal(),
            new HalfNormal(),
            new HalfCauchy(),
            new Exponential(),
            new Weibull(),
            new Pareto(),
            new LogLogistic(),
            new Kumaraswamy(),
            new GeneralizedPareto());
    return families.stream().flatMap(ExtremesTest::grid);
  }

  private static Stream<UnivariateContract.Case> grid(Univariate family) {
    int n = family.parameterCount();
    Stream.Builder<UnivariateContract.Case> cases = Stream.builder();
    for (int i = 0; i < Math.pow(EXTREMES.length, n); i++) {
      double[] theta = new double[n];
      int rest = i;
      for (int j = 0; j < n; j++) {
        theta[j] = EXTREMES[rest % EXTREMES.length];
        rest /= EXTREMES.length;
      }
      cases.add(new UnivariateContract.Case(family, theta));
    }
    return cases.build();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void drawsAreFiniteAndInTheSupportAndNothingIsNaN(UnivariateContract.Case c) {
    Univariate family = c.family();
    double[] theta = c.theta();
    double[] derivative = new double[theta.length];
    double[] score = new double[theta.length];
    for (int i = 0; i < 200; i++) {
      double z = family.sample(theta, Noise.of(12, 0, 0, i));
      assertThat(z).isFinite();
      assertThat(family.logDensity(theta, z)).isNotNaN();
      assertThat(family.slope(theta, z, score)).isNotNaN();
      assertThat(score).doesNotContain(Double.NaN);
      family.pathwise(theta, z, derivative);
      assertThat(Arrays.stream(derivative)).allMatch(Double::isFinite);
      assertThat(family.cumulative(theta, z)).isBetween(0.0, 1.0);
    }
    assertThat(family.meanValue(theta).orElse(0)).isNotNaN();
    assertThat(family.varianceValue(theta).orElse(0)).isNotNaN().isNotNegative();
  }
}
