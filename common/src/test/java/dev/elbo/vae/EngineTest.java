package dev.elbo.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.StepRule;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Gaussian;
import dev.elbo.vae.likelihood.LearnedGaussian;
import dev.elbo.vae.likelihood.Likelihood;
import dev.elbo.vae.likelihood.Poisson;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The fused engine and ND4J's own operations are the same mathematics. */
class EngineTest {
  private static final int FEATURES = 37;
  private static final int BATCH = 48;
  private static final double TOLERANCE = 1e-5;

  static Stream<Arguments> networks() {
    Latents normal = Latents.normal(5);
    Latents gamma = new Latents("gamma", 5, 2, List.of());
    Objective elbo = Objective.elbo();
    Stream<Arguments> activations =
        Stream.of(Activation.values()).map(a -> Arguments.of(a, new Bernoulli(), normal, elbo));
    Stream<Arguments> others =
        Stream.of(
            Arguments.of(Activation.RELU, new Gaussian(0.3), normal, elbo),
            Arguments.of(Activation.RELU, new LearnedGaussian(), normal, elbo),
            Arguments.of(Activation.RELU, new Poisson(), normal, elbo),
            Arguments.of(Activation.RELU, new Bernoulli(), gamma, elbo),
            Arguments.of(Activation.RELU, new Bernoulli(), normal, elbo.withImportanceSamples(3)));
    return Stream.concat(activations, others);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theyAgreeOnTheElboAndItsGradient(
      Activation activation, Likelihood likelihood, Latents latents, Objective objective) {
    Architecture architecture =
        new Architecture(FEATURES, List.of(60, 41), latents, List.of(33), activation, likelihood);
    try (Network fused = network(architecture, objective, Engine.FUSED);
        Network nd4j = network(architecture, objective, Engine.ND4J)) {
      // A whole batch, then the rest of an epoch.
      for (int m : new int[] {BATCH, 19}) {
        ElboParts actual = step(fused, latents, m);
        ElboParts expected = step(nd4j, latents, m);
        assertThat(actual.reconstruction()).isCloseTo(expected.reconstruction(), of(expected));
        assertThat(actual.kl()).isCloseTo(expected.kl(), of(expected));
        assertThat(actual.objective()).isCloseTo(expected.objective(), of(expected));
        agree(fused.gradient().toFloatVector(), nd4j.gradient().toFloatVector());
      }
    }
  }

  @Test
  void theyTrainToTheSameElbo() {
    double expected = trained(Engine.ND4J);
    assertThat(trained(Engine.FUSED)).isCloseTo(expected, within(1e-4 * Math.abs(expected)));
  }

  private static double trained(Engine engine) {
    Latents latents = Latents.normal(5);
    Architecture architecture =
        new Architecture(
            FEATURES, List.of(40), latents, List.of(40), Activation.RELU, new Bernoulli());
    Optimizer adam = Optimizer.adam(1e-3);
    double elbo = 0;
    try (Network network = network(architecture, Objective.elbo(), engine);
        StepRule rule =
            engine.stepRule(
                adam, new float[StepRule.momentCount(adam, network.layout().length())])) {
      for (int i = 0; i < 200; i++) {
        elbo = step(network, latents, BATCH).elbo();
        rule.update(network.parameters(), network.gradient(), i, 1e-3);
      }
    }
    return elbo;
  }

  private static Network network(Architecture architecture, Objective objective, Engine engine) {
    Network network = new Network(architecture, objective, BATCH, engine);
    network.setParameters(
        Initializer.initialize(
            network.layout(), Initialization.FAN_IN_UNIFORM, Noise.of(5, 0, 0, 0)));
    return network;
  }

  private static ElboParts step(Network network, Latents latents, int m) {
    float[] rows = new float[BATCH * FEATURES];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) Math.rint(2 * Noise.of(3, 0, 0, 0).uniform(i));
      rows[i] = Math.min(rows[i], 1);
    }
    ElboSums sums = new ElboSums(latents);
    network.step(rows, m, Noise.of(4, 0, 0, 0), Annealing.beta(1), sums);
    return sums.parts();
  }

  private static org.assertj.core.data.Offset<Double> of(ElboParts expected) {
    return within(TOLERANCE * Math.abs(expected.reconstruction()));
  }

  private static void agree(float[] actual, float[] expected) {
    double scale = 0;
    for (float value : expected) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i])
          .as("gradient at parameter %s", i)
          .isCloseTo(expected[i], within(TOLERANCE * scale));
    }
  }
}
