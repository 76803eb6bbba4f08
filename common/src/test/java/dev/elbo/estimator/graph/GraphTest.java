package dev.elbo.estimator.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphTest {
  private static final Noise NOISE = Noise.of(1, 0, 0, 0);

  @Test
  void aSampleLeftAsItIsStopsTheGradient() {
    Graph graph = new Graph();
    Node p = graph.leaf("p", Node.Kind.PARAMETER, "", List.of(1), 0.25);
    Node b = graph.sample("b", "Bernoulli(p)", new double[] {1}, p);
    Node y = graph.map("y", "b^2", b, v -> v * v, (v, s) -> 2 * v);
    Gradients gradients = graph.backward(y);
    assertThat(gradients.of(b)).containsExactly(2);
    assertThat(gradients.of(p)).containsExactly(0);
  }

  @Test
  void aReparameterizedSampleLetsTheGradientThrough() {
    Graph graph = new Graph();
    Node mu = graph.leaf("mu", Node.Kind.PARAMETER, "", List.of(), 12);
    Node sigma = graph.leaf("sigma", Node.Kind.PARAMETER, "", List.of(), 42);
    Node eps = graph.leaf("eps", Node.Kind.NOISE, "", List.of(2), 0.5, -1);
    Node shift = graph.multiply("shift", "", graph.repeat("sigmas", sigma, 2), eps);
    Node z = graph.add("z", "", graph.repeat("mus", mu, 2), 1, shift);
    Node f = graph.mean("f", "", graph.map("square", "", z, v -> v * v, (v, s) -> 2 * v));
    Gradients gradients = graph.backward(f);
    assertThat(f.value()).containsExactly((33 * 33 + 30 * 30) / 2.0);
    assertThat(gradients.of(mu)).containsExactly(33 - 30);
    assertThat(gradients.of(sigma)).containsExactly(0.5 * 33 + 30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4-3-2", "3-2", "5-4-3-2"})
  void theGradientsOfANetworkAreItsDifferences(String widths) {
    SmallNetwork network = SmallNetwork.parse(widths);
    SmallNetwork.Numbers numbers = network.numbers(NOISE);
    NetworkStep step = NetworkStep.of(network, numbers, Sampling.REPARAMETERIZED);
    for (String name : network.shapes().keySet()) {
      double[] gradient = step.gradients().of(step.graph().node(name));
      double[] values = numbers.parameters().get(name);
      for (int i = 0; i < values.length; i++) {
        double h = 1e-5;
        double kept = values[i];
        values[i] = kept + h;
        double above = elbo(network, numbers);
        values[i] = kept - h;
        double below = elbo(network, numbers);
        values[i] = kept;
        assertThat(gradient[i]).as(name).isCloseTo((above - below) / (2 * h), within(1e-8));
      }
    }
  }

  @Test
  void withoutTheTrickTheEncoderLearnsFromTheKlAlone() {
    SmallNetwork network = SmallNetwork.parse("4-3-2");
    SmallNetwork.Numbers numbers = network.numbers(NOISE);
    NetworkStep trick = NetworkStep.of(network, numbers, Sampling.REPARAMETERIZED);
    NetworkStep cut = NetworkStep.of(network, numbers, Sampling.AS_IT_IS);
    assertThat(gradient(cut, "elbo")).containsExactly(1);
    assertThat(gradient(cut, "likelihood.logits.weight"))
        .containsExactly(gradient(trick, "likelihood.logits.weight"));
    assertThat(gradient(cut, "z")).containsExactly(gradient(trick, "z"));
    double[] mean = cut.graph().node("mean").value();
    assertThat(gradient(cut, "mean")).containsExactly(Arrays.stream(mean).map(m -> -m).toArray());
    assertThat(gradient(cut, "scale")).containsExactly(0, 0);
    assertThat(gradient(trick, "scale")).doesNotContain(0);
  }

  @Test
  void whatIsNoNetworkIsRefused() {
    for (String widths : List.of("", "4", "4-0-2", "4-x-2", "13-2", "4--2", "2-2-2-2-2-2-2")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SmallNetwork.parse(widths))
          .withMessage(
              "Cannot draw the network [%s]: it is not 2 to 6 widths of 1 to 12. Give those from x to z, as 4-3-2."
                  .formatted(widths));
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Graph graph = new Graph();
    Node x = graph.leaf("x", Node.Kind.DATA, "", List.of(2), 1, 2);
    Node y = graph.leaf("y", Node.Kind.DATA, "", List.of(), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> graph.leaf("w", Node.Kind.DATA, "", List.of(2, 2), 1))
        .withMessage("Cannot add the node w: [1] numbers do not fill the shape [2, 2]. Give [4].");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> graph.multiply("xy", "", x, y))
        .withMessage("Cannot add the node xy: x has [2] numbers and y [1]. Give both as many.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> graph.backward(x))
        .withMessage("Cannot differentiate the node x: it has [2] numbers. Take its mean first.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> graph.node("q"))
        .withMessage("Cannot read the graph: there is no node [q]. Its nodes are [x, y].");
  }

  private static double elbo(SmallNetwork network, SmallNetwork.Numbers numbers) {
    return NetworkStep.of(network, numbers, Sampling.AS_IT_IS).graph().node("elbo").value()[0];
  }

  private static double[] gradient(NetworkStep step, String name) {
    return step.gradients().of(step.graph().node(name));
  }
}
