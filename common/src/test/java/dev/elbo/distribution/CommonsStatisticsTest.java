package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.CauchyDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.distribution.FoldedNormalDistribution;
import org.apache.commons.statistics.distribution.GumbelDistribution;
import org.apache.commons.statistics.distribution.LaplaceDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.LogisticDistribution;
import org.apache.commons.statistics.distribution.ParetoDistribution;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;
import org.apache.commons.statistics.distribution.WeibullDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Densities, CDFs and moments against an independent library. */
class CommonsStatisticsTest {
  private static final double[] LEVELS = {1e-12, 1e-6, 0.01, 0.2, 0.5, 0.8, 0.99, 1 - 1e-6};

  record Twins(Univariate family, double[] theta, ContinuousDistribution oracle) {
    static Twins of(Univariate family, ContinuousDistribution oracle, double... theta) {
      return new Twins(family, theta, oracle);
    }

    @Override
    public String toString() {
      return new UnivariateContract.Case(family, theta).toString();
    }
  }

  static Stream<Twins> twins() {
    return Stream.of(
        Twins.of(new Laplace(), LaplaceDistribution.of(-3, 0.02), -3, 0.02),
        Twins.of(new Logistic(), LogisticDistribution.of(2, 5), 2, 5),
        Twins.of(new Gumbel(), GumbelDistribution.of(3, 20), 3, 20),
        Twins.of(new Cauchy(), CauchyDistribution.of(-2, 0.5), -2, 0.5),
        Twins.of(new Uniform(), UniformContinuousDistribution.of(-3, 7), -3, 7),
        Twins.of(new HalfNormal(), FoldedNormalDistribution.of(0, 2.5), 2.5),
        Twins.of(new Exponential(), ExponentialDistribution.of(4), 0.25),
        Twins.of(new LogNormal(), LogNormalDistribution.of(0.5, 0.8), 0.5, 0.8),
        Twins.of(new Weibull(), WeibullDistribution.of(1.5, 2), 1.5, 2),
        Twins.of(new Weibull(), WeibullDistribution.of(0.3, 4), 0.3, 4),
        Twins.of(new Weibull(), WeibullDistribution.of(60, 4), 60, 4),
        Twins.of(new Pareto(), ParetoDistribution.of(2, 3.5), 2, 3.5),
        Twins.of(new Pareto(), ParetoDistribution.of(0.1, 0.5), 0.1, 0.5));
  }

  @ParameterizedTest
  @MethodSource("twins")
  void densityAndCumulativeAgree(Twins t) {
    for (double level : LEVELS) {
      double z = t.oracle().inverseCumulativeProbability(level);
      double expected = t.oracle().cumulativeProbability(z);
      assertThat(t.family().cumulative(t.theta(), z))
          .isCloseTo(expected, within(1e-14 + 1e-9 * Math.min(expected, 1 - expected)));
      double logDensity = t.oracle().logDensity(z);
      assertThat(t.family().logDensity(t.theta(), z))
          .isCloseTo(logDensity, within(1e-12 * Math.max(1, Math.abs(logDensity))));
    }
  }

  @ParameterizedTest
  @MethodSource("twins")
  void momentsAgree(Twins t) {
    double mean = t.family().meanValue(t.theta()).orElse(Double.NaN);
    double variance = t.family().varianceValue(t.theta()).orElse(Double.NaN);
    assertSame(mean, t.oracle().getMean());
    assertSame(variance, t.oracle().getVariance());
  }

  private static void assertSame(double actual, double expected) {
    if (Double.isNaN(expected)) {
      assertThat(actual).isNaN();
    } else if (Double.isFinite(expected)) {
      assertThat(actual).isCloseTo(expected, within(1e-11 * Math.abs(expected)));
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }
}
