package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.LogisticDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract where differences in z can be taken; low temperatures in log odds. */
class RelaxedBernoulliTest extends UnivariateContract {
  private static final int DRAWS = 100_000;

  @Override
  List<Case> cases() {
    return List.of(
        new Case(new RelaxedBernoulli(5), -1.1),
        new Case(new RelaxedBernoulli(2), 0.4),
        new Case(new RelaxedBernoulli(100), 3),
        new Case(new LogitRelaxedBernoulli(0.1), -1.1),
        new Case(new LogitRelaxedBernoulli(2), 3));
  }

  @Override
  List<Pair> pairs() {
    return List.of();
  }

  @ParameterizedTest
  @CsvSource({"5, -1.1", "2, 0.4", "1, -3"})
  void theDensityIntegratesToOne(double temperature, double logit) {
    double mass =
        Quadrature.expectation(new RelaxedBernoulli(temperature), new double[] {logit}, z -> 1.0);
    // Between the quantiles 1e-15 and 1 - 1e-15; the last doubles below 1 are 1e-16 apart.
    assertThat(mass).isCloseTo(1, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"0.1, -1.1", "0.5, 0.4", "1, 3"})
  void theLogOddsAreLogistic(double temperature, double logit) {
    RelaxedBernoulli family = new RelaxedBernoulli(temperature);
    LogitRelaxedBernoulli twin = new LogitRelaxedBernoulli(temperature);
    var logistic = LogisticDistribution.of(logit / temperature, 1 / temperature);
    for (double u : new double[] {1e-6, 0.01, 0.3, 0.5, 0.9, 1 - 1e-6}) {
      double y = logistic.inverseCumulativeProbability(u);
      assertThat(twin.logDensity(new double[] {logit}, y))
          .isCloseTo(logistic.logDensity(y), within(1e-12));
    }
    double[] sorted = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      sorted[i] = family.sample(new double[] {logit}, Noise.of(13, 0, 0, i));
    }
    Arrays.sort(sorted);
    double distance = 0;
    for (int i = 0; i < DRAWS; i++) {
      // Where doubles saturate, the empirical distribution jumps where the true one has its mass.
      if (sorted[i] < 1 - 1e-12) {
        double f = logistic.cumulativeProbability(Logits.logit(sorted[i]));
        distance = Math.max(distance, Math.max(f - (double) i / DRAWS, (i + 1.0) / DRAWS - f));
      }
    }
    // DKW and Massart: exceeded with probability 1e-9.
    assertThat(distance).isLessThan(Math.sqrt(Math.log(2 / 1e-9) / (2 * DRAWS)));
  }

  @ParameterizedTest
  @CsvSource({"0.1, -1.1", "0.3, 0.4", "0.5, 2", "1, 3"})
  void gradientsAreDerivativesAtLowTemperaturesToo(double temperature, double logit) {
    RelaxedBernoulli family = new RelaxedBernoulli(temperature);
    double[] theta = {logit};
    for (double y : new double[] {-20, -3, -0.1, 0.6, 4, 10}) {
      double z = Logits.sigmoid(y);
      double[] score = new double[1];
      double slope = family.slope(theta, z, score);
      double inTheta = Derivative.partial(t -> family.logDensity(t, z), theta, 0, 1e-3);
      assertThat(score[0]).isCloseTo(inTheta, within(1e-9));
      // d/dy = z (1 - z) d/dz, without differences next to 1.
      double inY = Derivative.of(x -> family.logDensity(theta, Logits.sigmoid(x)), y, 1e-3);
      assertThat(slope * z * (1 - z)).isCloseTo(inY, within(1e-7));
    }
    for (int i = 0; i < 20; i++) {
      Noise noise = Noise.of(14, 0, 0, i);
      double[] derivative = new double[1];
      family.pathwise(theta, family.sample(theta, noise), derivative);
      double expected =
          Derivative.partial(t -> family.sample(t, noise), theta, 0, 1e-3 * temperature);
      assertThat(derivative[0]).isCloseTo(expected, within(1e-9 / temperature));
    }
  }

  @Test
  void inLogOddsItIsTheSameDraw() {
    double[] theta = {0.8};
    RelaxedBernoulli family = new RelaxedBernoulli(0.7);
    LogitRelaxedBernoulli twin = new LogitRelaxedBernoulli(0.7);
    for (int i = 0; i < 100; i++) {
      double z = family.sample(theta, Noise.of(17, 0, 0, i));
      double y = twin.sample(theta, Noise.of(17, 0, 0, i));
      assertThat(z).isEqualTo(Logits.sigmoid(y));
      double jacobian = Math.log(z) + Math.log1p(-z);
      assertThat(family.logDensity(theta, z))
          .isCloseTo(twin.logDensity(theta, y) - jacobian, within(1e-9));
    }
  }

  @Test
  void roundedItIsTheBitOfTheSameNoise() {
    double[] theta = {-0.4};
    double[] bit = new double[1];
    for (int i = 0; i < 1000; i++) {
      Noise noise = Noise.of(15, 0, 0, i);
      new Bernoulli().sample(theta, noise, bit);
      for (double temperature : new double[] {1e-3, 0.5, 10}) {
        double z = new RelaxedBernoulli(temperature).sample(theta, noise);
        assertThat(Math.rint(z)).isEqualTo(bit[0]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1e-100, 0",
    "1e-3, 0",
    "1e-3, 1000",
    "1e-3, -1000",
    "0.5, 1000",
    "0.5, -1000",
    "1e8, 1000",
    "1e100, -1"
  })
  void extremeTemperaturesAndLogitsGiveFiniteNumbers(double temperature, double logit) {
    RelaxedBernoulli family = new RelaxedBernoulli(temperature);
    double[] theta = {logit};
    for (int i = 0; i < 1000; i++) {
      double z = family.sample(theta, Noise.of(16, 0, 0, i));
      assertThat(z).isStrictlyBetween(0.0, 1.0);
      double[] score = new double[1];
      double[] derivative = new double[1];
      family.pathwise(theta, z, derivative);
      assertThat(family.slope(theta, z, score)).isFinite();
      assertThat(score[0]).isFinite();
      assertThat(derivative[0]).isFinite();
      assertThat(family.logDensity(theta, z)).isFinite();
    }
    assertThat(family.center(theta)[0]).isStrictlyBetween(0.0, 1.0);
  }

  @Test
  void outsideOfTheOpenIntervalThereIsNoMass() {
    RelaxedBernoulli family = new RelaxedBernoulli(0.5);
    double[] theta = {0.3};
    for (double z : new double[] {-1, 0, 1, 2}) {
      assertThat(family.logDensity(theta, z)).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(family.cumulative(theta, z)).isEqualTo(z <= 0 ? 0 : 1);
    }
    assertThat(family.klTo(family)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1e-308, Double.NaN, Double.POSITIVE_INFINITY})
  void aTemperatureThatIsNotPositiveIsRefused(double temperature) {
    assertThatThrownBy(() -> new RelaxedBernoulli(temperature))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot make a relaxed-bernoulli: the temperature [%s] is not in [1e-100, 1e100]. Give one such as 0.5."
                .formatted(temperature));
  }
}
