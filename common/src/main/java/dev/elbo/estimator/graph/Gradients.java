package dev.elbo.estimator.graph;

/** The gradients of one node with respect to all nodes of its graph. */
public final class Gradients {
  private final double[][] gradients;

  Gradients(double[][] gradients) {
    this.gradients = gradients;
  }

  /** A copy of the gradient with respect to a node, in its shape; zeros where no path leads. */
  public double[] of(Node node) {
    return gradients[node.index()].clone();
  }
}
