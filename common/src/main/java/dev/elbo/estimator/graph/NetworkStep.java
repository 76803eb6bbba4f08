package dev.elbo.estimator.graph;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * One forward and backward pass of a small network on one row, as a graph: x, encoder, mean and
 * log-variance, z, decoder, logits, reconstruction, KL, ELBO (Kingma and Welling 2014, section 3).
 */
public final class NetworkStep {
  private final SmallNetwork network;
  private final Graph graph = new Graph();
  private final NetworkOperations operations = new NetworkOperations(graph);
  private final Gradients gradients;

  private NetworkStep(SmallNetwork network, SmallNetwork.Numbers numbers, Sampling sampling) {
    this.network = network;
    Node x = graph.leaf("x", Node.Kind.DATA, "data", List.of(network.features()), numbers.x());
    Map<String, List<Integer>> shapes = network.shapes();
    numbers
        .parameters()
        .forEach(
            (name, values) ->
                graph.leaf(name, Node.Kind.PARAMETER, "parameter", shapes.get(name), values));
    Node h = x;
    for (String layer : network.stack("encoder")) {
      h = tanh(layer, h);
    }
    Node mean = affine("posterior.mean", "mean", h);
    Node logVariance = affine("posterior.log-variance", "log-variance", h);
    Node scale =
        graph.map(
            "scale",
            "exp(log-variance / 2)",
            logVariance,
            v -> Math.exp(0.5 * v),
            (v, s) -> 0.5 * s);
    h = draw(mean, scale, numbers.eps(), sampling);
    for (String layer : network.stack("decoder")) {
      h = tanh(layer, h);
    }
    Node logits = affine("likelihood.logits", "logits", h);
    Node reconstruction = operations.bernoulli("reconstruction", x, logits);
    Node kl = operations.kl("kl", mean, logVariance);
    Node elbo = graph.add("elbo", "reconstruction - kl", reconstruction, -1, kl);
    this.gradients = graph.backward(elbo);
  }

  /** The pass, with z sampled in one of the two ways; its value is the same in both. */
  public static NetworkStep of(
      SmallNetwork network, SmallNetwork.Numbers numbers, Sampling sampling) {
    return new NetworkStep(network, numbers, sampling);
  }

  /** The network. */
  public SmallNetwork network() {
    return network;
  }

  /** All nodes. */
  public Graph graph() {
    return graph;
  }

  /** The gradients of the ELBO. */
  public Gradients gradients() {
    return gradients;
  }

  private Node draw(Node mean, Node scale, double[] eps, Sampling sampling) {
    if (sampling == Sampling.AS_IT_IS) {
      double[] z = new double[eps.length];
      for (int i = 0; i < z.length; i++) {
        z[i] = mean.values()[i] + scale.values()[i] * eps[i];
      }
      return graph.sample("z", "sample of N(mean, scale^2)", z, mean, scale);
    }
    Node noise = graph.leaf("eps", Node.Kind.NOISE, "N(0, I)", List.of(eps.length), eps);
    Node shift = graph.multiply("shift", "scale * eps", scale, noise);
    return graph.add("z", "mean + shift", mean, 1, shift);
  }

  private Node tanh(String layer, Node below) {
    return dense(layer, layer, "tanh(W h + b)", below, Math::tanh, y -> 1 - y * y);
  }

  private Node affine(String layer, String name, Node below) {
    return dense(layer, name, "W h + b", below, y -> y, y -> 1);
  }

  private Node dense(
      String layer,
      String name,
      String operation,
      Node below,
      DoubleUnaryOperator activation,
      DoubleUnaryOperator slope) {
    List<Node> inputs = List.of(graph.node(layer + ".weight"), graph.node(layer + ".bias"), below);
    return operations.dense(name, operation, inputs, activation, slope);
  }
}
