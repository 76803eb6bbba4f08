package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CategoricalTest {
  private static final Categorical THREE = new Categorical(3);
  private static final double[] LOGITS = {0.3, -1.2, 2};

  @Test
  void gumbelMaxDrawsEachCategoryWithItsProbability() {
    double[] p = {0.001, 0.049, 0.15, 0.3, 0.5};
    Categorical five = new Categorical(5);
    double[] theta = Categorical.theta(p);
    // A common constant changes nothing.
    for (double constant : new double[] {0, 7}) {
      double[] moved = Arrays.stream(theta).map(l -> l + constant).toArray();
      long[] counts = new long[5];
      double[] z = new double[5];
      for (int i = 0; i < 100_000; i++) {
        five.sample(moved, Noise.of(12, 0, 0, i), z);
        assertThat(Arrays.stream(z).sum()).isEqualTo(1);
        for (int k = 0; k < 5; k++) {
          counts[k] += (long) z[k];
        }
      }
      GoodnessOfFit.assertCounts(counts, p);
      assertThat(five.mean(moved).orElseThrow()).containsExactly(p, within(1e-15));
    }
  }

  @Test
  void theScoreIsTheDerivativeOfTheLogProbability() {
    for (int category = 0; category < 3; category++) {
      double[] z = new double[3];
      z[category] = 1;
      double[] score = new double[3];
      THREE.addScore(LOGITS, z, 2, score);
      for (int j = 0; j < 3; j++) {
        double expected = Derivative.partial(t -> THREE.logDensity(t, z), LOGITS, j, 1e-3);
        assertThat(score[j]).isCloseTo(2 * expected, within(1e-10));
      }
    }
  }

  @Test
  void whatIsNotOneHotHasNoProbability() {
    for (double[] z : new double[][] {{0, 0, 0}, {1, 1, 0}, {0.5, 0.5, 0}, {Double.NaN, 0, 1}}) {
      assertThat(THREE.logDensity(LOGITS, z)).isEqualTo(Double.NEGATIVE_INFINITY);
    }
    assertThat(THREE.logDensity(LOGITS, new double[] {0, 0, 1})).isFinite();
  }

  @Test
  void theKlOfProbabilitiesIsTheGoldenOne() {
    double third = 0.3333333333333333;
    double[] p = {0.2, 0.3, 0.5};
    double first = Categorical.kl(p, new double[] {third, third, third});
    assertThat(first).isCloseTo(0.06895927460353621, within(1e-12 * first));
    double second = Categorical.kl(new double[] {0.9, 0.05, 0.05}, p);
    assertThat(second).isCloseTo(1.1489524289875417, within(1e-12 * second));
  }

  @Test
  void nothingTimesItsLogarithmIsNothing() {
    double[] corner = {0, 1};
    double[] middle = {0.5, 0.5};
    assertThat(Categorical.kl(corner, middle)).isEqualTo(Math.log(2));
    assertThat(Categorical.kl(corner, corner)).isZero();
    assertThat(Categorical.kl(middle, corner)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void theKlOfLogitsIsThatOfProbabilitiesAndItsGradientThatOfDifferences() {
    ClosedFormKl kl = THREE.klTo(new Categorical(3)).orElseThrow();
    double[] prior = {0, 1, -1};
    double[] gradient = new double[3];
    double value = kl.value(LOGITS, prior, gradient);
    double exact =
        Categorical.kl(THREE.mean(LOGITS).orElseThrow(), THREE.mean(prior).orElseThrow());
    assertThat(value).isCloseTo(exact, within(1e-14));
    for (int j = 0; j < 3; j++) {
      double slope = Derivative.partial(t -> kl.value(t, prior, new double[3]), LOGITS, j, 1e-3);
      assertThat(gradient[j]).isCloseTo(slope, within(1e-11));
    }
    assertThat(THREE.klTo(new Categorical(4))).isEmpty();
  }

  @Test
  void extremeLogitsAreCertainAndFinite() {
    for (double size : new double[] {1e3, 1e308}) {
      double[] theta = {size, -size, 0};
      double[] z = new double[3];
      THREE.sample(theta, Noise.of(1, 0, 0, 0), z);
      assertThat(z).containsExactly(1, 0, 0);
      assertThat(THREE.logDensity(theta, z)).isZero();
      assertThat(THREE.variance(theta).orElseThrow()).containsExactly(0, 0, 0);
      double[] gradient = new double[3];
      double kl = THREE.klTo(THREE).orElseThrow().value(theta, new double[3], gradient);
      assertThat(kl).isCloseTo(Math.log(3), within(1e-15));
      assertThat(gradient).containsExactly(0, 0, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
  void aProbabilityWithoutALogitIsRefused(double p) {
    assertThatThrownBy(() -> Categorical.theta(p, 1 - p))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Cannot take the logit of the probability [" + p + "] of a categorical");
  }

  @Test
  void otherMistakesAreRefusedWithTheirValues() {
    assertThatThrownBy(() -> new Categorical(1))
        .hasMessage("Cannot make a categorical: [1] categories leave no choice. Give 2 or more.");
    assertThatThrownBy(() -> Categorical.theta(0.25, 0.25))
        .hasMessage(
            "Cannot use the probabilities [0.25, 0.25] of a categorical: their sum is [0.5]. Give a sum of 1.");
    assertThatThrownBy(() -> Categorical.kl(new double[] {Double.NaN, 1}, new double[] {0.5, 0.5}))
        .hasMessage(
            "Cannot use [NaN] as a probability of a categorical: it is not in [0, 1]. Give one that is.");
    assertThatThrownBy(() -> Categorical.kl(new double[] {1}, new double[] {0.5, 0.5}))
        .hasMessage(
            "Cannot compare categoricals: one has [1] categories, the other [2]. Give equal numbers.");
    assertThatThrownBy(() -> THREE.logDensity(new double[] {0, Double.NaN, 0}, new double[3]))
        .hasMessageContaining("logits number 1 of categorical: [NaN]");
  }
}
