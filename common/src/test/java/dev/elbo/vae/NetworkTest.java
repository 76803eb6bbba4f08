package dev.elbo.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Estimation;
import dev.elbo.vae.latent.GradientForm;
import dev.elbo.vae.latent.KlForm;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Gaussian;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
  private static final Architecture ARCHITECTURE =
      new Architecture(
          4, List.of(6), Latents.normal(2), List.of(6), Activation.RELU, new Bernoulli());

  @Test
  void aSmallerBatchGivesTheGradientOfItsRowsAlone() {
    float[] rows = rows(5 * 4);
    Noise noise = Noise.of(3, 0, 0, 0);
    try (Network wide = network(8);
        Network exact = network(3)) {
      wide.step(rows, 5, noise, Annealing.beta(1), new ElboSums(Latents.normal(2)));
      wide.step(rows, 3, noise, Annealing.beta(1), new ElboSums(Latents.normal(2)));
      exact.step(rows, 3, noise, Annealing.beta(1), new ElboSums(Latents.normal(2)));
      float[] expected = exact.gradient().toFloatVector();
      float[] actual = wide.gradient().toFloatVector();
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], within(1e-6f));
      }
    }
  }

  @Test
  void theElboOfALinearModelIsTheClosedForm() {
    // One feature, x|z ~ N(w z + b, v), q = N(m, s^2) with m = a x: every part by hand.
    Architecture linear =
        new Architecture(
            1, List.of(), Latents.normal(1), List.of(), Activation.IDENTITY, new Gaussian(0.5));
    try (Network network = Network.reference(linear, Objective.elbo(), 1)) {
      // posterior.mean.weight, bias, posterior.log-variance.weight, bias, likelihood.mean.weight,
      // bias
      network.setParameters(new float[] {0.5f, 0.25f, 0, -1, 2, 0.125f});
      Noise noise = Noise.of(3, 0, 0, 0);
      double eps = noise.gaussian(0);
      ElboSums sums = new ElboSums(Latents.normal(1));
      network.evaluate(new float[] {1.5f}, 1, new Noise[] {noise}, Annealing.beta(3), sums);
      double mean = 0.5 * 1.5 + 0.25;
      double z = mean + Math.exp(-0.5) * eps;
      double error = 1.5 - (2 * z + 0.125);
      double reconstruction = -0.5 * (Math.log(2 * Math.PI * 0.5) + error * error / 0.5);
      double kl = 0.5 * (Math.exp(-1) + mean * mean - 1 + 1);
      assertThat(sums.parts().reconstruction()).isCloseTo(reconstruction, within(1e-12));
      assertThat(sums.parts().kl()).isCloseTo(kl, within(1e-12));
      assertThat(sums.parts().objective()).isCloseTo(reconstruction - 3 * kl, within(1e-12));
      assertThat(sums.parts().elbo()).isCloseTo(reconstruction - kl, within(1e-12));
    }
  }

  @Test
  void decodingGivesTheMeanOfTheLikelihoodAndEncodingThePosteriorMean() {
    try (Network network = network(4)) {
      assertThat(network.encode(rows(3 * 4), 3)).hasSize(3 * 2);
      double[] decoded = network.decode(new double[] {0, 0, 1, -1}, 2);
      assertThat(decoded).hasSize(2 * 4);
      assertThat(Arrays.stream(decoded).allMatch(p -> p > 0 && p < 1)).isTrue();
    }
  }

  /** The loop sees it in the metrics and says that training diverged. */
  @ParameterizedTest
  @CsvSource({
    "normal, NaN",
    "gamma, NaN",
    "planar-flow, NaN",
    "bernoulli, NaN",
    "multivariate-normal, 1e38",
    "laplace, 1e38",
    "planar-flow, 1e38",
    "autoregressive-flow, 1e38"
  })
  void parametersOutOfRangeGiveAnElboThatIsNoNumber(String family, float value) {
    Latents latents = new Latents(family, 2, 2, List.of());
    String estimator = family.equals("bernoulli") ? "gumbel-softmax" : "pathwise";
    Objective objective =
        new Objective(1, 1, 0, KlForm.AUTO, GradientForm.TOTAL, new Estimation(estimator, "none"));
    Architecture architecture =
        new Architecture(4, List.of(6), latents, List.of(6), Activation.TANH, new Bernoulli());
    try (Network network = new Network(architecture, objective, 4, Engine.FUSED)) {
      float[] parameters = new float[network.layout().length()];
      Arrays.fill(parameters, value);
      network.setParameters(parameters);
      ElboSums sums = new ElboSums(latents);
      network.step(rows(3 * 4), 3, Noise.of(1, 0, 0, 0), Annealing.beta(1), sums);
      assertThat(sums.examples()).isEqualTo(3);
      assertThat(sums.parts().isFinite()).isFalse();
    }
  }

  @Test
  void aBatchThatDoesNotFitIsRefused() {
    try (Network network = network(4)) {
      assertThatThrownBy(() -> network.encode(rows(5 * 4), 5))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Cannot run a batch of [5]: the network was built for 1 to [4].");
    }
  }

  @Test
  void theLayoutNamesEveryTensorOnceAndLeavesNoGap() {
    ParameterLayout layout =
        new ParameterLayout(
            new Architecture(
                784,
                List.of(400),
                Latents.normal(20),
                List.of(400),
                Activation.RELU,
                new Bernoulli()));
    assertThat(layout.length()).isEqualTo(652_824);
    int end = 0;
    for (ParameterLayout.Tensor tensor : layout.tensors()) {
      assertThat(tensor.offset()).isEqualTo(end);
      end += tensor.length();
    }
    assertThat(end).isEqualTo(layout.length());
    assertThat(layout.tensors().stream().map(ParameterLayout.Tensor::name))
        .containsExactly(
            "encoder.0.weight",
            "encoder.0.bias",
            "posterior.mean.weight",
            "posterior.mean.bias",
            "posterior.log-variance.weight",
            "posterior.log-variance.bias",
            "decoder.0.weight",
            "decoder.0.bias",
            "likelihood.logits.weight",
            "likelihood.logits.bias");
  }

  /** The mean of n uniforms on (-b, b) has deviation b / sqrt(3 n): 6 of them, false alarm 2e-9. */
  @Test
  void initialWeightsFillTheirInterval() {
    ParameterLayout layout = new ParameterLayout(ARCHITECTURE);
    float[] values =
        Initializer.initialize(layout, Initialization.GLOROT_UNIFORM, Noise.of(1, 0, 0, 0));
    ParameterLayout.Tensor weight = layout.tensor("encoder.0.weight");
    double bound = Math.sqrt(6.0 / (4 + 6));
    double sum = 0;
    for (int i = weight.offset(); i < weight.offset() + weight.length(); i++) {
      assertThat((double) values[i]).isBetween(-bound, bound);
      sum += values[i];
    }
    assertThat(Math.abs(sum / weight.length()))
        .isLessThan(6 * bound / Math.sqrt(3.0 * weight.length()));
    assertThat(values[layout.tensor("encoder.0.bias").offset()]).isZero();
  }

  private static Network network(int batch) {
    Network network = new Network(ARCHITECTURE, batch);
    network.setParameters(
        Initializer.initialize(
            network.layout(), Initialization.FAN_IN_UNIFORM, Noise.of(1, 0, 0, 0)));
    return network;
  }

  private static float[] rows(int count) {
    float[] rows = new float[count];
    for (int i = 0; i < count; i++) {
      rows[i] = (float) Noise.of(2, 0, 0, 0).uniform(i);
    }
    return rows;
  }
}
