package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BernoulliTest {
  private static final Bernoulli BERNOULLI = new Bernoulli();
  private static final double[] ONE = {1};
  private static final double[] ZERO = {0};

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.25, 0.5, 0.9})
  void aBitIsOneWithItsProbability(double p) {
    double[] theta = Bernoulli.theta(p);
    long[] counts = new long[2];
    double[] z = new double[1];
    for (int i = 0; i < 100_000; i++) {
      BERNOULLI.sample(theta, Noise.of(11, 0, 0, i), z);
      counts[(int) z[0]]++;
    }
    GoodnessOfFit.assertCounts(counts, new double[] {1 - p, p});
    assertThat(BERNOULLI.mean(theta).orElseThrow()[0]).isCloseTo(p, within(1e-15));
    assertThat(BERNOULLI.variance(theta).orElseThrow()[0]).isCloseTo(p * (1 - p), within(1e-15));
    assertThat(Math.exp(BERNOULLI.logDensity(theta, ONE))).isCloseTo(p, within(1e-15));
    assertThat(Math.exp(BERNOULLI.logDensity(theta, ZERO))).isCloseTo(1 - p, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-30, -2, 0, 0.7, 12})
  void theScoreIsTheDerivativeOfTheLogProbability(double logit) {
    double[] theta = {logit};
    for (double[] z : new double[][] {ZERO, ONE}) {
      double[] score = {0.5};
      BERNOULLI.addScore(theta, z, 2, score);
      double expected = Derivative.of(l -> BERNOULLI.logDensity(new double[] {l}, z), logit, 1e-3);
      assertThat(score[0]).isCloseTo(0.5 + 2 * expected, within(1e-9));
    }
  }

  @Test
  void theScoreOfALikelyOneKeepsItsDigits() {
    double[] score = new double[1];
    BERNOULLI.addScore(new double[] {50}, ONE, 1, score);
    assertThat(score[0]).isCloseTo(Math.exp(-50), within(1e-14 * Math.exp(-50)));
  }

  @Test
  void whatIsNoBitHasNoProbability() {
    double[] theta = {0.3};
    assertThat(BERNOULLI.logDensity(theta, new double[] {0.5})).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(BERNOULLI.logDensity(theta, new double[] {Double.NaN}))
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @CsvSource({"0.25, 0.5", "0.9, 0.1", "1e-9, 0.3", "0.4, 0.4000001"})
  void theKlIsTheSumOverBothBitsAndItsGradientThatOfDifferences(double p, double q) {
    ClosedFormKl kl = BERNOULLI.klTo(new Bernoulli()).orElseThrow();
    double[] theta = Bernoulli.theta(p);
    double[] prior = Bernoulli.theta(q);
    double[] gradient = new double[1];
    double exact = p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
    assertThat(kl.value(theta, prior, gradient)).isCloseTo(exact, within(1e-14));
    double slope = Derivative.partial(t -> kl.value(t, prior, new double[1]), theta, 0, 1e-3);
    assertThat(gradient[0]).isCloseTo(slope, within(1e-11));
  }

  @ParameterizedTest
  @CsvSource({"1000, -1000, 1000", "-1000, 1000, 1000", "1000, 1000, 0", "1e308, -1e308, 1e308"})
  void certainBitsHaveAFiniteKl(double logit, double prior, double expected) {
    double[] gradient = new double[1];
    double value =
        BERNOULLI
            .klTo(BERNOULLI)
            .orElseThrow()
            .value(new double[] {logit}, new double[] {prior}, gradient);
    assertThat(value).isEqualTo(expected);
    assertThat(gradient[0]).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1000, 1", "-1000, 0"})
  void extremeLogitsAreCertain(double logit, double bit) {
    double[] theta = {logit};
    double[] z = new double[1];
    double[] score = new double[1];
    for (int i = 0; i < 100; i++) {
      BERNOULLI.sample(theta, Noise.of(1, 0, 0, i), z);
      assertThat(z[0]).isEqualTo(bit);
    }
    BERNOULLI.addScore(theta, z, 1, score);
    assertThat(BERNOULLI.logDensity(theta, z)).isZero();
    assertThat(score[0]).isZero();
    assertThat(BERNOULLI.logDensity(theta, new double[] {1 - bit})).isEqualTo(-1000);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN})
  void aProbabilityWithoutALogitIsRefused(double p) {
    assertThatThrownBy(() -> Bernoulli.theta(0.5, p))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot take the logit of the probability [%s] of a bernoulli: it is not strictly between 0 and 1. Give one that is, such as 1e-6 for an unlikely bit."
                .formatted(p));
  }

  @Test
  void aLogitThatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> BERNOULLI.sample(new double[] {Double.NaN}, Noise.of(1, 1, 1, 1), ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("logits of bernoulli: [NaN]");
  }

  @Test
  void aVectorOfBitsAddsUp() {
    Independent bits = Independent.of(BERNOULLI, 3);
    double[] theta = Bernoulli.theta(0.2, 0.5, 0.7);
    double[] z = {1, 0, 1};
    assertThat(bits.logDensity(theta, z)).isCloseTo(Math.log(0.2 * 0.5 * 0.7), within(1e-14));
    assertThat(bits.mean(theta).orElseThrow())
        .containsExactly(new double[] {0.2, 0.5, 0.7}, within(1e-15));
  }
}
