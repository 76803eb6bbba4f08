package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MonteCarloKlTest {
  private static final Noise NOISE = Noise.of(11, 0, 0, 0);

  /** 5 standard errors, false alarm 6e-7. */
  @Test
  void theEstimateIsWithinItsErrorOfTheClosedForm() {
    double[] theta = {0.3, 0.7};
    double[] prior = {0, 1};
    var estimate =
        new MonteCarloKl(new Normal(), new Normal()).estimate(theta, prior, 20_000, NOISE);
    double exact = new Normal().klTo(new Normal()).orElseThrow().value(theta, prior, new double[2]);
    assertThat(estimate.value()).isCloseTo(exact, within(5 * estimate.standardError()));
    assertThat(estimate.standardError()).isBetween(1e-4, 1e-2);
  }

  /** As above, by quadrature where there is no closed form. */
  @Test
  void itServesFamiliesWithoutAClosedForm() {
    Logistic q = new Logistic();
    Normal p = new Normal();
    double[] theta = {0.5, 0.4};
    double[] prior = {0, 1};
    assertThat(q.klTo(p)).isEmpty();
    var estimate = new MonteCarloKl(q, p).estimate(theta, prior, 20_000, NOISE);
    double exact =
        Quadrature.expectation(q, theta, z -> q.logDensity(theta, z) - p.logDensity(prior, z));
    assertThat(estimate.value()).isCloseTo(exact, within(5 * estimate.standardError()));
  }

  /** The standard error times sqrt(K) is the standard deviation: for Exponentials |r2/r1 - 1|. */
  @Test
  void theStandardErrorIsThatOfTheDraws() {
    var estimate =
        new MonteCarloKl(new Exponential(), new Exponential())
            .estimate(new double[] {2}, new double[] {1}, 40_000, NOISE);
    assertThat(estimate.standardError() * 200).isCloseTo(0.5, within(0.02));
  }

  @Test
  void itWorksOnVectors() {
    Family three = Independent.of(new Normal(), 3);
    double[] theta = {0, 1, 2, 1, 1, 1};
    double[] prior = {0, 0, 0, 1, 1, 1};
    var estimate = new MonteCarloKl(three, three).estimate(theta, prior, 20_000, NOISE);
    assertThat(estimate.value()).isCloseTo(2.5, within(5 * estimate.standardError()));
  }

  @Test
  void massThatThePriorLacksIsInfinitelyFar() {
    var estimate =
        new MonteCarloKl(new Normal(), new Exponential())
            .estimate(new double[] {0, 1}, new double[] {1}, 100, NOISE);
    assertThat(estimate)
        .isEqualTo(new MonteCarloKl.Estimate(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  @Test
  void oneDrawHasNoError() {
    var kl = new MonteCarloKl(new Normal(), new Normal());
    assertThatThrownBy(() -> kl.estimate(new double[] {0, 1}, new double[] {0, 1}, 1, NOISE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot estimate KL(normal || normal): [1] draws have no standard error. Give 2 or"
                + " more.");
  }

  @Test
  void familiesOfDifferentSizesAreNotCompared() {
    assertThatThrownBy(() -> new MonteCarloKl(new Normal(), Independent.of(new Normal(), 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot compare normal with normal: they draw [1] and [2] numbers. Give families of"
                + " one size.");
  }
}
