package dev.elbo.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.Categorical;
import dev.elbo.distribution.Family;
import dev.elbo.distribution.Independent;
import dev.elbo.distribution.Noise;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How wrong the biased estimators are, against exact values: d/dp E[b^2] is 1, and they say what is
 * below. Means at 5 standard errors (6e-7 to fail by chance), variances within 3% or 5 of theirs.
 */
class BiasTest {
  private static final int DRAWS = 200_000;
  private static final Bernoulli BIT = new Bernoulli();
  private static final Smooth SQUARE = new Smooth(z -> z[0] * z[0]);

  @ParameterizedTest
  @CsvSource({
    "0.25, 0.1, 0.9488783484899194, 9.31443660496692",
    "0.25, 1.0, 0.6194279586464644,",
    "0.5, 0.2, 0.9697085903055489, 2.996900306644221",
    "0.9, 0.2, 1.186589837691636, 11.341985128013121"
  })
  void softGumbelSoftmax(double p, double temperature, double mean, Double variance) {
    assertToy(GumbelSoftmax.soft(BIT, temperature), p, mean, variance);
  }

  @ParameterizedTest
  @CsvSource({
    "0.25, 0.1, 0.9296618728403684,",
    "0.25, 0.5, 0.6828020116359087, 2.3155832430238488",
    "0.25, 1.0, 0.48744172973063, 0.8522217733160184",
    "0.9, 0.2, 1.2482975614874339, 19.795775374650894"
  })
  void hardGumbelSoftmax(double p, double temperature, double mean, Double variance) {
    assertToy(GumbelSoftmax.hard(BIT, temperature), p, mean, variance);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.5, 0.9})
  void straightThrough(double p) {
    assertToy(new StraightThrough(BIT), p, 2 * p, 4 * p * (1 - p));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.9})
  void theScoreFunctionHasNoneAndItsKnownVariance(double p) {
    assertToy(new ScoreFunction(BIT, Baseline.none()), p, 1, 1 / p - 1);
  }

  private static void assertToy(Estimator estimator, double p, double mean, Double variance) {
    Replications measured =
        Replications.of(estimator, Bernoulli.theta(p), SQUARE, 1, DRAWS, Noise.of(51, 0, 0, 0));
    // From the logit to the probability.
    double rate = p * (1 - p);
    assertThat(measured.mean(0) / rate)
        .isCloseTo(mean, within(5 * measured.standardError(0) / rate));
    if (variance != null) {
      double error = 5 * measured.varianceStandardError(0) / (rate * rate);
      assertThat(measured.variance(0) / (rate * rate))
          .isCloseTo(variance, within(Math.max(0.03 * variance, error)));
    }
  }

  @Test
  void straightThroughIsExactForALinearFunction() {
    Family choices = Independent.of(new Categorical(3), 2);
    double[] theta = {0.3, -0.7, 1.1, 2, 0, -1};
    Smooth linear = new Smooth(z -> z[0] - 2 * z[1] + 0.5 * z[3] + z[4] * 3);
    double[] exact = Enumeration.gradient(choices, Enumeration.choices(3, 2), theta, linear.f());
    Estimate estimate =
        Estimate.of(new StraightThrough(choices), theta, linear, 1, Noise.of(1, 0, 0, 0));
    assertThat(estimate.gradient()).containsExactly(exact, within(1e-9));
  }

  @Test
  void straightThroughOfCategoriesHasTheBiasOfItsDefinition() {
    Categorical family = new Categorical(3);
    double[] theta = {0.3, -0.7, 1.1};
    Smooth f = new Smooth(z -> Math.exp(z[0] - z[2]) + z[1] * z[2]);
    double[] p = family.mean(theta).orElseThrow();
    double[] expected = new double[3];
    for (double[] z : Enumeration.choices(3, 1)) {
      double[] slope = new double[3];
      f.gradient(z, slope);
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          double jacobian = p[i] * ((i == j ? 1 : 0) - p[j]);
          expected[j] += Math.exp(family.logDensity(theta, z)) * slope[i] * jacobian;
        }
      }
    }
    assertMeans(new StraightThrough(family), theta, f, expected);
  }

  @Test
  void gumbelSoftmaxOfTwoCategoriesIsThatOfABit() {
    Smooth ofChoice = new Smooth(z -> z[0] * z[0]);
    double[] theta = {Bernoulli.theta(0.25)[0], 0};
    // In the first logit; the second gets the opposite.
    double rate = 0.25 * 0.75;
    double soft = 0.9488783484899194 * rate;
    double hard = 0.9296618728403684 * rate;
    Categorical two = new Categorical(2);
    assertMeans(GumbelSoftmax.soft(two, 0.1), theta, ofChoice, soft, -soft);
    assertMeans(GumbelSoftmax.hard(two, 0.1), theta, ofChoice, hard, -hard);
  }

  @Test
  void hardPointsAreHardAndSoftOnesTendToThem() {
    Family bits = Independent.of(BIT, 5);
    double[] theta = {0.8, -0.5, 2, -1.5, 0};
    for (int i = 0; i < 100; i++) {
      Noise noise = Noise.of(52, 0, 0, i);
      double[] hard = GumbelSoftmax.hard(bits, 0.5).draw(theta, 1, noise).points()[0];
      double[] soft = GumbelSoftmax.soft(bits, 0.5).draw(theta, 1, noise).points()[0];
      for (int k = 0; k < 5; k++) {
        assertThat(List.of(0.0, 1.0)).contains(hard[k]);
        assertThat(Math.rint(soft[k])).isEqualTo(hard[k]);
      }
    }
  }

  private static void assertMeans(
      Estimator estimator, double[] theta, Integrand f, double... expected) {
    Replications measured = Replications.of(estimator, theta, f, 1, 100_000, Noise.of(53, 0, 0, 0));
    for (int j = 0; j < expected.length; j++) {
      assertThat(measured.mean(j))
          .isCloseTo(expected[j], within(5 * measured.standardError(j) + 1e-9));
    }
  }
}
