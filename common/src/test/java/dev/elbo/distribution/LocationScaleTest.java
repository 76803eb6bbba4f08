package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Laplace, logistic, Gumbel, Cauchy and uniform. */
class LocationScaleTest extends ExplicitContract {
  private static final Laplace LAPLACE = new Laplace();
  private static final Logistic LOGISTIC = new Logistic();
  private static final Gumbel GUMBEL = new Gumbel();
  private static final Cauchy CAUCHY = new Cauchy();
  private static final Uniform UNIFORM = new Uniform();
  private static final Normal NORMAL = new Normal();

  @Override
  List<Case> cases() {
    return List.of(
        new Case(LAPLACE, 0, 1),
        new Case(LAPLACE, -3, 0.02),
        new Case(LAPLACE, 12, 42),
        new Case(LOGISTIC, 0, 1),
        new Case(LOGISTIC, 2, 0.05),
        new Case(LOGISTIC, -10, 30),
        new Case(GUMBEL, 0, 1),
        new Case(GUMBEL, -5, 0.1),
        new Case(GUMBEL, 3, 20),
        new Case(CAUCHY, 0, 1),
        new Case(CAUCHY, 3, 0.1),
        new Case(CAUCHY, -20, 50),
        new Case(UNIFORM, 0, 1),
        new Case(UNIFORM, -3, 7),
        new Case(UNIFORM, 10, 10.5));
  }

  @Override
  List<Pair> pairs() {
    return List.of(
        pair(LAPLACE, -2, 0.3, LAPLACE, 0.5, 1),
        // The kink of the prior where two panels of the quadrature meet.
        pair(LAPLACE, 1, 2, LAPLACE, 1 + 2 * Math.log(0.6), 0.7),
        pair(GUMBEL, 0, 1, GUMBEL, 1, 2),
        pair(GUMBEL, 2, 1.5, GUMBEL, 0.5, 1),
        pair(CAUCHY, 0.3, 0.7, CAUCHY, 0, 1),
        pair(UNIFORM, 0, 1, UNIFORM, -1, 2),
        pair(UNIFORM, -0.5, 1.5, NORMAL, 0, 1),
        pair(UNIFORM, 3, 4, NORMAL, 1, 0.5));
  }

  private static Pair pair(Univariate q, double q0, double q1, Univariate p, double p0, double p1) {
    return new Pair(q, new double[] {q0, q1}, p, new double[] {p0, p1});
  }

  @Test
  void theCauchyDistributionHasNeitherMeanNorVarianceButACenter() {
    double[] theta = {3, 2};
    assertThat(CAUCHY.mean(theta)).isEmpty();
    assertThat(CAUCHY.variance(theta)).isEmpty();
    assertThat(CAUCHY.center(theta)).containsExactly(3);
  }

  /** The closed form at distances that quadrature cannot reach. */
  @ParameterizedTest
  @CsvSource({"0, 1, 1e6, 1, 26.2447", "0, 1e-6, 0, 1e6, 26.2447", "5, 3, 5, 3, 0"})
  void theCauchyDivergenceIsRightFarApart(
      double m1, double s1, double m2, double s2, double expected) {
    double value =
        CAUCHY
            .klTo(CAUCHY)
            .orElseThrow()
            .value(new double[] {m1, s1}, new double[] {m2, s2}, new double[2]);
    assertThat(value).isCloseTo(expected, within(1e-3));
  }

  @Test
  void aUniformOutsideOfItsPriorIsInfinitelyFarFromIt() {
    double[] gradient = {7, 7};
    double value =
        UNIFORM
            .klTo(UNIFORM)
            .orElseThrow()
            .value(new double[] {-1, 0.5}, new double[] {0, 1}, gradient);
    assertThat(value).isInfinite().isPositive();
    assertThat(gradient).containsExactly(0, 0);
  }

  @Test
  void aUniformWhoseLowIsNotBelowItsHighIsRefused() {
    assertThatThrownBy(() -> UNIFORM.sample(new double[] {2, 1}, Noise.of(1, 1, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot use low and high of uniform: no range of finite width lies between [2.0] and"
                + " [1.0]. Give a low that is less than high.");
    assertThatThrownBy(() -> UNIFORM.logDensity(new double[] {1, Math.nextUp(1.0)}, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> UNIFORM.mean(new double[] {-1e308, 1e308}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
