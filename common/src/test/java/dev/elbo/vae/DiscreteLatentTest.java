package dev.elbo.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Estimation;
import dev.elbo.vae.latent.GradientForm;
import dev.elbo.vae.latent.KlForm;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bits and categories as latents: gradients of all parameters against the exact ELBO, which is a
 * sum over the states of z, by differences. Each entry is compared at 6 standard errors of a mean
 * over steps: with fewer than a hundred entries a false alarm once in a million.
 */
class DiscreteLatentTest {
  private static final float X = 0.7f;
  private static final double VARIANCE = 0.5;
  private static final int BATCH = 64;
  private static final int STEPS = 400;

  /** Two bits: mean logits weight [2], bias [2], decoder weight [2], bias. */
  private static final Latents BITS = new Latents("bernoulli", 2, 0, List.of());

  private static final float[] OF_BITS = {0.4f, -0.3f, 0.2f, 0.5f, 1.1f, -0.8f, 0.3f};

  /** One category of three: logits weight [3], bias [3], decoder weight [3], bias. */
  private static final Latents CATEGORY = new Latents("categorical", 1, 3, List.of());

  private static final float[] OF_CATEGORY = {
    0.4f, -0.3f, 0.1f, 0.2f, 0.5f, -0.4f, 1.1f, -0.8f, 0.3f, 0.2f
  };

  static Stream<Arguments> unbiased() {
    Stream<Arguments> ofBits =
        Stream.of(
                objective("score-function", "none", 1),
                objective("score-function", "leave-one-out", 3),
                objective("score-function", "optimal", 4),
                objective("score-function", "running", 1),
                objective("arm", "none", 1),
                objective("disarm", "none", 2),
                objective("rebar", "none", 1),
                objective("rebar", "none", 3))
            .map(o -> Arguments.of(BITS, OF_BITS, o));
    Stream<Arguments> ofCategory =
        Stream.of(
                objective("score-function", "none", 2),
                objective("score-function", "leave-one-out", 2))
            .map(o -> Arguments.of(CATEGORY, OF_CATEGORY, o));
    return Stream.concat(ofBits, ofCategory);
  }

  @ParameterizedTest
  @MethodSource("unbiased")
  void unbiasedEstimatorsGiveTheGradientOfTheExactElbo(
      Latents latents, float[] parameters, Objective objective) {
    Sample[] measured = measure(latents, parameters, objective, new Annealing(0.8, 1.5));
    for (int j = 0; j < parameters.length; j++) {
      measured[j].assertMean(-difference(latents, parameters, j, 0.8, 1), 6);
    }
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void vimcoGivesTheGradientOfTheExactBound(Latents latents, float[] parameters) {
    Objective bound =
        new Objective(1, 2, 0, KlForm.AUTO, GradientForm.TOTAL, new Estimation("vimco", "none"));
    Sample[] measured = measure(latents, parameters, bound, Annealing.beta(1));
    for (int j = 0; j < parameters.length; j++) {
      measured[j].assertMean(-difference(latents, parameters, j, 1, 2), 6);
    }
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void validationMeasuresHardSamplesWhateverTrains(Latents latents, float[] parameters) {
    Sample elbo = new Sample();
    try (ToyNetwork toy =
        new ToyNetwork(latents, objective("gumbel-softmax", "none", 1).measured(), VARIANCE, 1)
            .with(parameters)) {
      for (int i = 0; i < 20_000; i++) {
        elbo.add(toy.parts(X, Noise.of(31, 0, 0, i)).elbo());
      }
    }
    elbo.assertMean(exact(latents, parameters, 1, 1), 6);
  }

  @Test
  void aLatentWithinItsFreeBitsFeelsNoKl() {
    Objective rloo = objective("score-function", "leave-one-out", 3);
    Objective free = new Objective(3, 1, 5, KlForm.AUTO, GradientForm.TOTAL, rloo.estimation());
    Noise noise = Noise.of(32, 0, 0, 0);
    try (ToyNetwork without = new ToyNetwork(BITS, rloo, VARIANCE, BATCH).with(OF_BITS);
        ToyNetwork with = new ToyNetwork(BITS, free, VARIANCE, BATCH).with(OF_BITS)) {
      assertThat(with.gradient(X, BATCH, noise, Annealing.beta(1)))
          .containsExactly(without.gradient(X, BATCH, noise, Annealing.beta(0)));
    }
  }

  @Test
  void aRelaxationNearTemperatureZeroIsNearlyUnbiasedAndAWarmOneIsNot() {
    Objective soft = objective("gumbel-softmax", "none", 1);
    double exact = -difference(BITS, OF_BITS, 2, 0.8, 1);
    Sample cold = measure(BITS, OF_BITS, soft, new Annealing(0.8, 0.1))[2];
    Sample warm = measure(BITS, OF_BITS, soft, new Annealing(0.8, 5))[2];
    assertThat(cold.mean()).isCloseTo(exact, within(0.02 + 6 * cold.standardError()));
    assertThat(Math.abs(warm.mean() - exact)).isGreaterThan(6 * warm.standardError());
  }

  static Stream<Arguments> spaces() {
    return Stream.of(Arguments.of(BITS, OF_BITS), Arguments.of(CATEGORY, OF_CATEGORY));
  }

  private static Objective objective(String estimator, String baseline, int samples) {
    return new Objective(
        samples, 1, 0, KlForm.AUTO, GradientForm.TOTAL, new Estimation(estimator, baseline));
  }

  private static Sample[] measure(
      Latents latents, float[] parameters, Objective objective, Annealing now) {
    Sample[] samples = Stream.generate(Sample::new).limit(parameters.length).toArray(Sample[]::new);
    try (ToyNetwork toy = new ToyNetwork(latents, objective, VARIANCE, BATCH).with(parameters)) {
      for (int i = 0; i < STEPS; i++) {
        double[] gradient = toy.gradient(X, BATCH, Noise.of(30, 0, 0, i), now);
        for (int j = 0; j < gradient.length; j++) {
          samples[j].add(gradient[j]);
        }
      }
    }
    return samples;
  }

  private static double difference(Latents latents, float[] parameters, int j, double beta, int k) {
    double step = 1e-4;
    double[] above = widen(parameters);
    double[] below = widen(parameters);
    above[j] += step;
    below[j] -= step;
    return (objective(latents, above, beta, k) - objective(latents, below, beta, k)) / (2 * step);
  }

  private static double exact(Latents latents, float[] parameters, double beta, int k) {
    return objective(latents, widen(parameters), beta, k);
  }

  /** E[log p(x|z)] - beta KL, or for k = 2 the bound, by summing over all states. */
  private static double objective(Latents latents, double[] theta, double beta, int k) {
    double[][] states = latents.family().equals("bernoulli") ? bits() : categories();
    double[] q = new double[states.length];
    double[] logLikelihood = new double[states.length];
    int n = states[0].length;
    for (int s = 0; s < states.length; s++) {
      q[s] = probability(latents, theta, states[s]);
      double mean = theta[3 * n];
      for (int i = 0; i < n; i++) {
        mean += theta[2 * n + i] * states[s][i];
      }
      logLikelihood[s] =
          -0.5 * (Math.log(2 * Math.PI * VARIANCE) + Math.pow(X - mean, 2) / VARIANCE);
    }
    double result = 0;
    for (int s = 0; s < q.length; s++) {
      double ratio = Math.log(q[s] * q.length);
      if (k == 1) {
        result += q[s] * (logLikelihood[s] - beta * ratio);
        continue;
      }
      for (int t = 0; t < q.length; t++) {
        double other = Math.log(q[t] * q.length);
        double mean =
            0.5 * (Math.exp(logLikelihood[s] - ratio) + Math.exp(logLikelihood[t] - other));
        result += q[s] * q[t] * Math.log(mean);
      }
    }
    return result;
  }

  private static double probability(Latents latents, double[] theta, double[] z) {
    int n = z.length;
    double product = 1;
    double sum = 0;
    double chosen = 0;
    for (int i = 0; i < n; i++) {
      double logit = theta[i] * X + theta[n + i];
      product /= 1 + Math.exp(z[i] == 1 ? -logit : logit);
      sum += Math.exp(logit);
      chosen += z[i] * Math.exp(logit);
    }
    return latents.family().equals("bernoulli") ? product : chosen / sum;
  }

  private static double[][] bits() {
    return new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  }

  private static double[][] categories() {
    return new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  }

  private static double[] widen(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
