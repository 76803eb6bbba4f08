package dev.elbo.vae;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.distribution.Noise;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Gaussian;
import dev.elbo.vae.likelihood.LearnedGaussian;
import dev.elbo.vae.likelihood.Likelihood;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Backward against central differences in double, and single precision against double. */
class NetworkGradientTest {
  private static final int FEATURES = 5;
  private static final int LATENT = 3;
  private static final int BATCH = 4;
  private static final double BETA = 0.7;
  private static final Noise NOISE = Noise.of(4, 0, 0, 0);

  static Stream<Arguments> smoothNetworks() {
    List<Likelihood> likelihoods =
        List.of(new Bernoulli(), new Gaussian(0.5), new LearnedGaussian());
    List<Activation> smooth =
        List.of(
            Activation.TANH,
            Activation.SOFTPLUS,
            Activation.GELU,
            Activation.ELU,
            Activation.IDENTITY);
    return likelihoods.stream()
        .flatMap(l -> smooth.stream().map(a -> Arguments.of(l, a, List.of(6, 4), List.of(4, 7))));
  }

  static Stream<Arguments> otherShapes() {
    Likelihood bernoulli = new Bernoulli();
    return Stream.of(
        Arguments.of(bernoulli, Activation.TANH, List.of(), List.of()),
        Arguments.of(bernoulli, Activation.TANH, List.of(6), List.of()),
        Arguments.of(bernoulli, Activation.TANH, List.of(), List.of(6)),
        Arguments.of(bernoulli, Activation.TANH, List.of(3, 4, 5), List.of(2)));
  }

  @ParameterizedTest
  @MethodSource({"smoothNetworks", "otherShapes"})
  void gradientsAgreeWithCentralDifferencesTo1e6(
      Likelihood likelihood, Activation activation, List<Integer> encoder, List<Integer> decoder) {
    Architecture architecture =
        new Architecture(
            FEATURES, encoder, Latents.normal(LATENT), decoder, activation, likelihood);
    try (Network network = reference(architecture)) {
      step(network, BATCH);
      CentralDifferences.agreeTo1e6(network, () -> loss(network));
    }
  }

  static Stream<Arguments> allNetworks() {
    return Stream.of(Activation.values())
        .flatMap(
            a ->
                Stream.of(
                    Arguments.of(new Bernoulli(), a), Arguments.of(new LearnedGaussian(), a)));
  }

  @ParameterizedTest
  @MethodSource("allNetworks")
  void singlePrecisionAgreesWithDoubleTo1e5OfTheLargestEntry(
      Likelihood likelihood, Activation activation) {
    Architecture architecture =
        new Architecture(
            FEATURES,
            List.of(40, 30),
            Latents.normal(LATENT),
            List.of(30, 40),
            activation,
            likelihood);
    try (Network reference = reference(architecture);
        Network network = network(architecture, Engine.FUSED)) {
      step(reference, BATCH);
      step(network, BATCH);
      double[] expected = reference.gradient().toDoubleVector();
      double[] actual = network.gradient().toDoubleVector();
      double scale = largest(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(Math.abs(actual[i] - expected[i])).isLessThan(1e-5 * scale);
      }
    }
  }

  private static Network reference(Architecture architecture) {
    return initialized(Network.reference(architecture, Objective.elbo(), BATCH));
  }

  private static Network network(Architecture architecture, Engine engine) {
    return initialized(new Network(architecture, Objective.elbo(), BATCH, engine));
  }

  private static Network initialized(Network network) {
    network.setParameters(
        Initializer.initialize(
            network.layout(), Initialization.FAN_IN_UNIFORM, Noise.of(11, 0, 0, 0)));
    return network;
  }

  private static ElboSums step(Network network, int m) {
    ElboSums sums = new ElboSums(Latents.normal(LATENT));
    network.step(rows(), m, NOISE, Annealing.beta(BETA), sums);
    return sums;
  }

  private static double loss(Network network) {
    ElboSums sums = new ElboSums(Latents.normal(LATENT));
    Noise[] keys = IntStream.range(0, BATCH).mapToObj(NOISE::at).toArray(Noise[]::new);
    network.evaluate(rows(), BATCH, keys, Annealing.beta(BETA), sums);
    return -sums.parts().objective();
  }

  private static float[] rows() {
    float[] rows = new float[BATCH * FEATURES];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) Noise.of(3, 0, 0, 0).uniform(i);
    }
    return rows;
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
