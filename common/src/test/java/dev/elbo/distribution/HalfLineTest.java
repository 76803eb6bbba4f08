package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.LogGamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Log-normal, half-normal, half-Cauchy, exponential, Weibull, Paretos and log-logistic. */
class HalfLineTest extends ExplicitContract {
  private static final LogNormal LOG_NORMAL = new LogNormal();
  private static final HalfNormal HALF_NORMAL = new HalfNormal();
  private static final HalfCauchy HALF_CAUCHY = new HalfCauchy();
  private static final Exponential EXPONENTIAL = new Exponential();
  private static final Weibull WEIBULL = new Weibull();
  private static final Pareto PARETO = new Pareto();
  private static final GeneralizedPareto GENERALIZED_PARETO = new GeneralizedPareto();
  private static final LogLogistic LOG_LOGISTIC = new LogLogistic();

  @Override
  List<Case> cases() {
    return List.of(
        new Case(LOG_NORMAL, 0, 0.5),
        new Case(LOG_NORMAL, -2, 0.05),
        new Case(LOG_NORMAL, 1, 1),
        new Case(HALF_NORMAL, 1),
        new Case(HALF_NORMAL, 0.02),
        new Case(HALF_NORMAL, 30),
        new Case(HALF_CAUCHY, 1),
        new Case(HALF_CAUCHY, 0.1),
        new Case(HALF_CAUCHY, 40),
        new Case(EXPONENTIAL, 1),
        new Case(EXPONENTIAL, 0.02),
        new Case(EXPONENTIAL, 50),
        new Case(WEIBULL, 1.5, 2),
        new Case(WEIBULL, 0.7, 0.5),
        new Case(WEIBULL, 30, 3),
        new Case(WEIBULL, 0.5, 1),
        new Case(PARETO, 1, 9),
        new Case(PARETO, 0.1, 30),
        new Case(PARETO, 5, 0.4),
        new Case(LOG_LOGISTIC, 1, 12),
        new Case(LOG_LOGISTIC, 0.2, 1.5),
        new Case(LOG_LOGISTIC, 10, 60),
        new Case(GENERALIZED_PARETO, 0, 1, 0),
        new Case(GENERALIZED_PARETO, 1, 2, 1e-9),
        new Case(GENERALIZED_PARETO, 1, 2, -1e-9),
        new Case(GENERALIZED_PARETO, -3, 0.5, 0.05),
        new Case(GENERALIZED_PARETO, 2, 3, 1.5),
        new Case(GENERALIZED_PARETO, 2, 3, -0.4),
        new Case(GENERALIZED_PARETO, 5, 1, -1.5));
  }

  @Override
  List<Pair> pairs() {
    return List.of(
        pair(LOG_NORMAL, LOG_NORMAL, 0.3, 0.7, 0, 1),
        pair(LOG_NORMAL, LOG_NORMAL, -1.5, 2, 0.5, 0.25),
        pair(HALF_NORMAL, HALF_NORMAL, 0.3, 2),
        pair(HALF_NORMAL, HALF_NORMAL, 3, 1),
        pair(HALF_CAUCHY, HALF_CAUCHY, 0.5, 0.8),
        pair(EXPONENTIAL, EXPONENTIAL, 1.5, 0.5),
        pair(EXPONENTIAL, EXPONENTIAL, 0.2, 3),
        pair(WEIBULL, WEIBULL, 1.5, 2, 2, 1),
        pair(WEIBULL, WEIBULL, 0.7, 0.5, 1, 3),
        pair(PARETO, PARETO, 2, 3, 1, 1.5),
        pair(PARETO, PARETO, 1, 2.5, 0.5, 4),
        new Pair(WEIBULL, new double[] {1.5, 2}, EXPONENTIAL, new double[] {0.4}),
        new Pair(WEIBULL, new double[] {1.5, 2}, new Gamma(), new double[] {0.6, 1.5}),
        new Pair(EXPONENTIAL, new double[] {1.7}, new Gamma(), new double[] {2.5, 0.8}));
  }

  private static Pair pair(Univariate q, Univariate p, double... both) {
    int n = both.length / 2;
    return new Pair(q, Arrays.copyOf(both, n), p, Arrays.copyOfRange(both, n, 2 * n));
  }

  /** E[dz/dl] = d E[z]/dl = Gamma(1 + 1/k): 5 standard errors, false alarm 6e-7. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 1.5, 4, 100})
  void theWeibullGradientInTheScaleHasTheRightMean(double k) {
    double expected = Math.exp(LogGamma.value(1 + 1 / k));
    assertMeanGradient(WEIBULL, new double[] {k, 3}, 1, expected);
  }

  /** As above for dE[z]/drate = -1/rate^2. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 20})
  void theExponentialGradientHasTheRightMean(double rate) {
    assertMeanGradient(EXPONENTIAL, new double[] {rate}, 0, -1 / rate / rate);
  }

  private static void assertMeanGradient(
      Univariate family, double[] theta, int j, double expected) {
    int n = 100_000;
    double[] derivative = new double[theta.length];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      family.pathwise(theta, family.sample(theta, Noise.of(5, 0, 0, i)), derivative);
      sum += derivative[j];
      squares += derivative[j] * derivative[j];
    }
    double mean = sum / n;
    double error = Math.sqrt((squares / n - mean * mean) / n);
    assertThat(mean).isCloseTo(expected, within(5 * error));
  }

  @Test
  void meansAndVariancesAreInfiniteWhereTheyDiverge() {
    assertThat(PARETO.meanValue(new double[] {1, 1})).hasValue(Double.POSITIVE_INFINITY);
    assertThat(PARETO.varianceValue(new double[] {1, 2})).hasValue(Double.POSITIVE_INFINITY);
    assertThat(PARETO.meanValue(new double[] {2, 3})).hasValue(3);
    assertThat(PARETO.varianceValue(new double[] {2, 3})).hasValue(3);
    assertThat(LOG_LOGISTIC.meanValue(new double[] {1, 1})).hasValue(Double.POSITIVE_INFINITY);
    assertThat(LOG_LOGISTIC.varianceValue(new double[] {1, 2})).hasValue(Double.POSITIVE_INFINITY);
    assertThat(HALF_CAUCHY.meanValue(new double[] {1})).hasValue(Double.POSITIVE_INFINITY);
    assertThat(LOG_NORMAL.meanValue(new double[] {12, 42})).hasValue(Double.POSITIVE_INFINITY);
    assertThat(LOG_NORMAL.varianceValue(new double[] {-1000, 42}).orElseThrow()).isNotNaN();
  }

  @Test
  void aParetoThatReachesBelowItsPriorIsInfinitelyFarFromIt() {
    double[] gradient = {7, 7};
    ClosedFormKl kl = PARETO.klTo(PARETO).orElseThrow();
    assertThat(kl.value(new double[] {0.9, 3}, new double[] {1, 3}, gradient))
        .isInfinite()
        .isPositive();
    assertThat(gradient).containsExactly(0, 0);
  }

  /** Against Taylor series: Var z = l^2 pi^2 / (6 k^2), and a^2 pi^2 / (3 b^2). */
  @Test
  void variancesOfNarrowShapesDoNotCancel() {
    assertThat(WEIBULL.varianceValue(new double[] {1e8, 2}).orElseThrow())
        .isCloseTo(4 * Math.PI * Math.PI / 6e16, within(1e-22));
    assertThat(LOG_LOGISTIC.varianceValue(new double[] {2, 1e8}).orElseThrow())
        .isCloseTo(4 * Math.PI * Math.PI / 3e16, within(1e-22));
  }

  @Test
  void theSeriesOfTheWeibullVarianceMeetsTheClosedForm() {
    double below = WEIBULL.varianceValue(new double[] {999.9999, 1}).orElseThrow();
    double above = WEIBULL.varianceValue(new double[] {1000.0001, 1}).orElseThrow();
    assertThat(above / below).isCloseTo(1 - 4e-7, within(1e-9));
  }
}
