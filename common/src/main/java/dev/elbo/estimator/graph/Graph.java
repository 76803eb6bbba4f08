package dev.elbo.estimator.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Nodes in the order of their computation. Values are computed as nodes are added; {@link
 * #backward} goes through them in reverse (reverse-mode differentiation, Linnainmaa 1970).
 */
public final class Graph {
  private final List<Node> nodes = new ArrayList<>();

  /** All nodes, in the order of their computation. */
  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** The node of that name. */
  public Node node(String name) {
    return nodes.stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot read the graph: there is no node [%s]. Its nodes are %s."
                        .formatted(name, nodes.stream().map(Node::name).toList())));
  }

  /** A value that is given, learned or noise. */
  public Node leaf(
      String name, Node.Kind kind, String origin, List<Integer> shape, double... value) {
    int length = shape.stream().reduce(1, Math::multiplyExact);
    if (value.length != length) {
      throw new IllegalArgumentException(
          "Cannot add the node %s: [%d] numbers do not fill the shape %s. Give [%d]."
              .formatted(name, value.length, shape, length));
    }
    return add(name, kind, origin, shape, List.of(), value.clone(), (g, ofInputs) -> {});
  }

  /**
   * A draw from a distribution whose parameters are nodes, left as it is: nothing says how the draw
   * moves with the parameters, so no gradient goes through it.
   */
  public Node sample(String name, String distribution, double[] drawn, Node... parameters) {
    return add(
        name,
        Node.Kind.SAMPLE,
        distribution,
        List.of(drawn.length),
        List.of(parameters),
        drawn.clone(),
        (g, ofInputs) -> {});
  }

  /** A number, or the numbers of a vector, so many times one after the other. */
  public Node repeat(String name, Node x, int times) {
    int n = x.values().length;
    double[] value = new double[n * times];
    for (int i = 0; i < value.length; i++) {
      value[i] = x.values()[i % n];
    }
    return computed(
        name,
        x.name() + " x " + times,
        List.of(value.length),
        value,
        (g, in) -> {
          for (int i = 0; i < g.length; i++) {
            in[0][i % n] += g[i];
          }
        },
        x);
  }

  /** A function of each number, with its derivative as a function of argument and value. */
  public Node map(
      String name,
      String operation,
      Node x,
      DoubleUnaryOperator f,
      DoubleBinaryOperator derivative) {
    double[] value = new double[x.values().length];
    for (int i = 0; i < value.length; i++) {
      value[i] = f.applyAsDouble(x.values()[i]);
    }
    return computed(
        name,
        operation,
        x.shape(),
        value,
        (g, in) -> {
          for (int i = 0; i < g.length; i++) {
            in[0][i] += g[i] * derivative.applyAsDouble(x.values()[i], value[i]);
          }
        },
        x);
  }

  /** a + weight * b, number by number. */
  public Node add(String name, String operation, Node a, double weight, Node b) {
    double[] value = new double[sameLength(name, a, b)];
    for (int i = 0; i < value.length; i++) {
      value[i] = a.values()[i] + weight * b.values()[i];
    }
    return computed(
        name,
        operation,
        a.shape(),
        value,
        (g, in) -> {
          for (int i = 0; i < g.length; i++) {
            in[0][i] += g[i];
            in[1][i] += weight * g[i];
          }
        },
        a,
        b);
  }

  /** a * b, number by number. */
  public Node multiply(String name, String operation, Node a, Node b) {
    double[] value = new double[sameLength(name, a, b)];
    for (int i = 0; i < value.length; i++) {
      value[i] = a.values()[i] * b.values()[i];
    }
    return computed(
        name,
        operation,
        a.shape(),
        value,
        (g, in) -> {
          for (int i = 0; i < g.length; i++) {
            in[0][i] += g[i] * b.values()[i];
            in[1][i] += g[i] * a.values()[i];
          }
        },
        a,
        b);
  }

  /** The mean of all numbers. */
  public Node mean(String name, String operation, Node x) {
    int n = x.values().length;
    double sum = 0;
    for (double each : x.values()) {
      sum += each;
    }
    return computed(
        name,
        operation,
        List.of(),
        new double[] {sum / n},
        (g, in) -> {
          for (int i = 0; i < n; i++) {
            in[0][i] += g[0] / n;
          }
        },
        x);
  }

  /** Adds a computed node with its value and pullback. */
  Node computed(
      String name,
      String operation,
      List<Integer> shape,
      double[] value,
      Node.Pullback pullback,
      Node... inputs) {
    return add(name, Node.Kind.COMPUTED, operation, shape, List.of(inputs), value, pullback);
  }

  /** The gradients of a node that is a number, with respect to all nodes. */
  public Gradients backward(Node output) {
    if (output.values().length != 1) {
      throw new IllegalArgumentException(
          "Cannot differentiate the node %s: it has [%d] numbers. Take its mean first."
              .formatted(output.name(), output.values().length));
    }
    double[][] gradients =
        nodes.stream().map(node -> new double[node.values().length]).toArray(double[][]::new);
    gradients[output.index()][0] = 1;
    for (int i = output.index(); i >= 0; i--) {
      Node node = nodes.get(i);
      double[][] ofInputs =
          node.inputs().stream().map(input -> gradients[input.index()]).toArray(double[][]::new);
      node.pullback().add(gradients[i], ofInputs);
    }
    return new Gradients(gradients);
  }

  private Node add(
      String name,
      Node.Kind kind,
      String operation,
      List<Integer> shape,
      List<Node> inputs,
      double[] value,
      Node.Pullback pullback) {
    Node node = new Node(nodes.size(), name, kind, operation, shape, inputs, value, pullback);
    nodes.add(node);
    return node;
  }

  private static int sameLength(String name, Node a, Node b) {
    if (a.values().length != b.values().length) {
      throw new IllegalArgumentException(
          "Cannot add the node %s: %s has [%d] numbers and %s [%d]. Give both as many."
              .formatted(name, a.name(), a.values().length, b.name(), b.values().length));
    }
    return a.values().length;
  }
}
