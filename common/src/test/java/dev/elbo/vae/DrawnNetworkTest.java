package dev.elbo.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import dev.elbo.estimator.graph.NetworkStep;
import dev.elbo.estimator.graph.Sampling;
import dev.elbo.estimator.graph.SmallNetwork;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.likelihood.Bernoulli;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The graph that {@code elbo estimators graph} draws is that of the network that trains. */
class DrawnNetworkTest {

  @ParameterizedTest
  @ValueSource(strings = {"4-3-2", "6-4-2", "5-2"})
  void itsGradientsAreThoseOfTheNetworkThatTrains(String widths) {
    SmallNetwork drawn = SmallNetwork.parse(widths);
    Noise noise = Noise.of(7, 0, 0, 0);
    // The first example of a step draws from at(0).
    double[] eps = new double[drawn.latent()];
    noise.at(0).gaussians(eps);
    SmallNetwork.Numbers given = drawn.numbers(noise);
    SmallNetwork.Numbers numbers = new SmallNetwork.Numbers(given.parameters(), given.x(), eps);
    NetworkStep step = NetworkStep.of(drawn, numbers, Sampling.REPARAMETERIZED);
    Latents latents = Latents.normal(drawn.latent());
    Architecture architecture =
        new Architecture(
            drawn.features(),
            drawn.hidden(),
            latents,
            drawn.hidden().stream().sorted().toList(),
            Activation.TANH,
            new Bernoulli());
    try (Network network = Network.reference(architecture, Objective.elbo(), 1)) {
      float[] parameters = new float[network.layout().length()];
      for (ParameterLayout.Tensor tensor : network.layout().tensors()) {
        double[] values = numbers.parameters().get(tensor.name());
        for (int i = 0; i < values.length; i++) {
          parameters[tensor.offset() + place(tensor, i)] = (float) values[i];
        }
      }
      network.setParameters(parameters);
      float[] row = new float[drawn.features()];
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) numbers.x()[i];
      }
      ElboSums sums = new ElboSums(latents);
      network.step(row, 1, noise, Annealing.beta(1), sums);

      assertThat(step.graph().node("elbo").value()[0])
          .isCloseTo(sums.parts().elbo(), within(1e-10));
      double[] gradient = network.gradient().toDoubleVector();
      for (ParameterLayout.Tensor tensor : network.layout().tensors()) {
        double[] ofDrawn = step.gradients().of(step.graph().node(tensor.name()));
        double[] ofLoss =
            Arrays.copyOfRange(gradient, tensor.offset(), tensor.offset() + tensor.length());
        for (int i = 0; i < ofLoss.length; i++) {
          assertThat(ofDrawn[i])
              .as(tensor.name())
              .isCloseTo(-ofLoss[place(tensor, i)], within(1e-10));
        }
      }
    }
  }

  /** Where element i of the drawn W x, [out, in], lies in the network's x W, [in, out]. */
  private static int place(ParameterLayout.Tensor tensor, int i) {
    return tensor.isBias() ? i : i % tensor.in() * tensor.out() + i / tensor.in();
  }
}
