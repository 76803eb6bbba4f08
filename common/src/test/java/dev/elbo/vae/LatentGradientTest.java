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
import dev.elbo.vae.likelihood.Bernoulli;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gradient of a whole network with other latents and objectives, against central differences of
 * the objective at the same noise. Families whose sampler rejects are not differentiable at fixed
 * noise: their gradients are held by the tests of the families.
 */
class LatentGradientTest {
  private static final int FEATURES = 4;
  private static final int DIMENSION = 3;
  private static final int BATCH = 3;
  private static final Noise NOISE = Noise.of(7, 1, 2, 3);

  static final List<String> EXPLICIT =
      List.of(
          "normal",
          "lognormal",
          "laplace",
          "logistic",
          "gumbel",
          "cauchy",
          "half-normal",
          "half-cauchy",
          "uniform",
          "exponential",
          "weibull",
          "pareto",
          "generalized-pareto",
          "kumaraswamy",
          "log-logistic",
          "truncated-normal",
          "multivariate-normal",
          "low-rank-normal",
          "planar-flow",
          "autoregressive-flow");

  static Stream<Arguments> networks() {
    Objective elbo = Objective.elbo();
    Objective sampled = elbo.withKl(KlForm.MONTE_CARLO);
    Objective bound = elbo.withImportanceSamples(4);
    Objective several =
        new Objective(3, 1, 0, KlForm.AUTO, GradientForm.TOTAL, Estimation.pathwise());
    Objective groups =
        new Objective(2, 3, 0, KlForm.AUTO, GradientForm.TOTAL, Estimation.pathwise());
    Objective free =
        new Objective(1, 1, 0.05, KlForm.AUTO, GradientForm.TOTAL, Estimation.pathwise());
    return EXPLICIT.stream()
        .flatMap(
            family ->
                Stream.of(elbo, sampled, bound, several, groups, free)
                    .map(objective -> Arguments.of(family, objective)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradientsAgreeWithCentralDifferencesTo1e6(String family, Objective objective) {
    // The bound of several samples has no KL to weigh.
    double beta = objective.importanceSamples() > 1 ? 1 : 0.7;
    Latents latents = new Latents(family, DIMENSION, 2, List.of());
    try (Network network = network(latents, objective)) {
      objective(network, latents, beta);
      CentralDifferences.agreeTo1e6(network, () -> -objective(network, latents, beta));
    }
  }

  @Test
  void theFusedGaussianLayerIsTheFamilysOwn() {
    Latents latents = Latents.normal(DIMENSION);
    // A prior that is given, if only to be the same, takes the general path.
    Latents general = new Latents("normal", DIMENSION, 0, List.of(0.0, 1.0));
    try (Network fused = network(latents, Objective.elbo());
        Network plain = network(general, Objective.elbo())) {
      ElboSums ofFused = new ElboSums(latents);
      ElboSums ofPlain = new ElboSums(general);
      fused.step(rows(), BATCH, NOISE, Annealing.beta(0.7), ofFused);
      plain.step(rows(), BATCH, NOISE, Annealing.beta(0.7), ofPlain);
      assertThat(ofPlain.klPerUnit()).containsExactly(ofFused.klPerUnit(), within(1e-12));
      assertThat(ofPlain.centerVariancePerLatent())
          .containsExactly(ofFused.centerVariancePerLatent(), within(1e-12));
    }
  }

  private static double objective(Network network, Latents latents, double beta) {
    ElboSums sums = new ElboSums(latents);
    network.step(rows(), BATCH, NOISE, Annealing.beta(beta), sums);
    return sums.parts().objective();
  }

  private static Network network(Latents latents, Objective objective) {
    Architecture architecture =
        new Architecture(
            FEATURES, List.of(5), latents, List.of(6), Activation.TANH, new Bernoulli());
    Network network = Network.reference(architecture, objective, BATCH);
    network.setParameters(
        Initializer.initialize(
            network.layout(), Initialization.FAN_IN_UNIFORM, Noise.of(11, 0, 0, 0)));
    return network;
  }

  private static float[] rows() {
    float[] rows = new float[BATCH * FEATURES];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) Noise.of(3, 0, 0, 0).uniform(i);
    }
    return rows;
  }
}
