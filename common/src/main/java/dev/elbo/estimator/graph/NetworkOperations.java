package dev.elbo.estimator.graph;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The operations of a variational autoencoder, as nodes of a graph. */
final class NetworkOperations {
  private final Graph graph;

  NetworkOperations(Graph graph) {
    this.graph = graph;
  }

  /** activation(W x + b). */
  Node dense(
      String name,
      String operation,
      List<Node> weightBiasInput,
      DoubleUnaryOperator activation,
      DoubleUnaryOperator slopeFromValue) {
    double[] w = weightBiasInput.get(0).values();
    double[] b = weightBiasInput.get(1).values();
    double[] x = weightBiasInput.get(2).values();
    double[] value = new double[b.length];
    for (int out = 0; out < b.length; out++) {
      double sum = b[out];
      for (int in = 0; in < x.length; in++) {
        sum += w[out * x.length + in] * x[in];
      }
      value[out] = activation.applyAsDouble(sum);
    }
    return graph.computed(
        name,
        operation,
        List.of(b.length),
        value,
        (g, ofInputs) -> {
          for (int out = 0; out < b.length; out++) {
            double slope = g[out] * slopeFromValue.applyAsDouble(value[out]);
            ofInputs[1][out] += slope;
            for (int in = 0; in < x.length; in++) {
              ofInputs[0][out * x.length + in] += slope * x[in];
              ofInputs[2][in] += slope * w[out * x.length + in];
            }
          }
        },
        weightBiasInput.toArray(Node[]::new));
  }

  /** sum_i x_i a_i - log(1 + exp a_i), log p(x|z) of a Bernoulli likelihood with logits a. */
  Node bernoulli(String name, Node x, Node logits) {
    return sum(
        name,
        "log p(x|z)",
        x,
        logits,
        (xi, a) -> xi * a - Math.max(a, 0) - Math.log1p(Math.exp(-Math.abs(a))),
        (xi, a) -> a,
        (xi, a) -> xi - 1 / (1 + Math.exp(-a)));
  }

  /** KL of N(mean, exp(log-variance)) to N(0, I). */
  Node kl(String name, Node mean, Node logVariance) {
    return sum(
        name,
        "KL(q || N(0, I))",
        mean,
        logVariance,
        (m, v) -> 0.5 * (Math.exp(v) + m * m - 1 - v),
        (m, v) -> m,
        (m, v) -> 0.5 * (Math.exp(v) - 1));
  }

  private Node sum(
      String name,
      String operation,
      Node a,
      Node b,
      DoubleBinaryOperator f,
      DoubleBinaryOperator inFirst,
      DoubleBinaryOperator inSecond) {
    double[] x = a.values();
    double[] y = b.values();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += f.applyAsDouble(x[i], y[i]);
    }
    return graph.computed(
        name,
        operation,
        List.of(),
        new double[] {sum},
        (g, ofInputs) -> {
          for (int i = 0; i < x.length; i++) {
            ofInputs[0][i] += g[0] * inFirst.applyAsDouble(x[i], y[i]);
            ofInputs[1][i] += g[0] * inSecond.applyAsDouble(x[i], y[i]);
          }
        },
        a,
        b);
  }
}
