package dev.elbo.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import dev.elbo.estimator.graph.NetworkStep;
import dev.elbo.estimator.graph.Sampling;
import dev.elbo.estimator.graph.SmallNetwork;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** The graph that {@code elbo estimators graph} draws is that of the network that trains. */
class DrawnNetworkTest {

  @ParameterizedTest
  @ValueSource(strings = {"4-3-2", "6-4-2", "5-2"})
  void itsGradientsAreThoseOfTheNetworkThatTrains(String widths) {
    SmallNetwork drawn = SmallNetwork.parse(widths);
    SmallNetwork.Numbers numbers = drawn.numbers(Noise.of(7, 0, 0, 0));
    NetworkStep step = NetworkStep.of(drawn, numbers, Sampling.REPARAMETERIZED);
    Architecture architecture =
        new Architecture(
            drawn.features(),
            drawn.hidden(),
            drawn.latent(),
            drawn.hidden().stream().sorted().toList(),
            Activation.TANH,
            new Likelihood.Bernoulli());
    try (Network network = new Network(architecture, 1, DataType.DOUBLE)) {
      float[] parameters = new float[network.layout().length()];
      for (ParameterLayout.Tensor tensor : network.layout().tensors()) {
        double[] values = numbers.parameters().get(tensor.name());
        for (int i = 0; i < values.length; i++) {
          parameters[tensor.offset() + i] = (float) values[i];
        }
      }
      network.setParameters(parameters);
      float[] row = new float[drawn.features()];
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) numbers.x()[i];
      }
      ElboSums sums = new ElboSums(drawn.latent());
      network.step(row, 1, numbers.eps(), 1, sums);

      assertThat(step.graph().node("elbo").value()[0])
          .isCloseTo(sums.parts(1).elbo(), within(1e-10));
      double[] gradient = network.gradient().toDoubleVector();
      for (ParameterLayout.Tensor tensor : network.layout().tensors()) {
        double[] ofDrawn = step.gradients().of(step.graph().node(tensor.name()));
        double[] ofLoss =
            Arrays.copyOfRange(gradient, tensor.offset(), tensor.offset() + tensor.length());
        for (int i = 0; i < ofLoss.length; i++) {
          assertThat(ofDrawn[i]).as(tensor.name()).isCloseTo(-ofLoss[i], within(1e-10));
        }
      }
    }
  }
}
