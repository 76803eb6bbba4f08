package dev.elbo.estimator.graph;

import java.util.List;

/** A value in a graph, and how its gradient goes to what it was computed from. */
public final class Node {

  /** What a value is. */
  public enum Kind {
    /** Given. */
    DATA,
    /** To be learned. */
    PARAMETER,
    /** Drawn, from a distribution without parameters. */
    NOISE,
    /** Computed from its inputs. */
    COMPUTED,
    /** Drawn from a distribution whose parameters are its inputs: gradients end here. */
    SAMPLE
  }

  /** Adds to the gradients of the inputs what a gradient at this node gives them. */
  @FunctionalInterface
  interface Pullback {
    void add(double[] gradient, double[][] ofInputs);
  }

  private final int index;
  private final String name;
  private final Kind kind;
  private final String operation;
  private final List<Integer> shape;
  private final List<Node> inputs;
  private final double[] value;
  private final Pullback pullback;

  Node(
      int index,
      String name,
      Kind kind,
      String operation,
      List<Integer> shape,
      List<Node> inputs,
      double[] value,
      Pullback pullback) {
    this.index = index;
    this.name = name;
    this.kind = kind;
    this.operation = operation;
    this.shape = List.copyOf(shape);
    this.inputs = List.copyOf(inputs);
    this.value = value;
    this.pullback = pullback;
  }

  /** The name, unique in its graph. */
  public String name() {
    return name;
  }

  /** What the value is. */
  public Kind kind() {
    return kind;
  }

  /** The operation for people, such as {@code mean + noise}; of a leaf, where it is from. */
  public String operation() {
    return operation;
  }

  /** The shape: empty for a number, [n] or [out, in]. */
  public List<Integer> shape() {
    return shape;
  }

  /** What it was computed or drawn from, in order. */
  public List<Node> inputs() {
    return inputs;
  }

  /** A copy of the value, row by row. */
  public double[] value() {
    return value.clone();
  }

  /** The place in the order of computation. */
  int index() {
    return index;
  }

  /** The value itself, for operations. */
  double[] values() {
    return value;
  }

  Pullback pullback() {
    return pullback;
  }
}
