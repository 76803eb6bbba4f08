package dev.elbo.estimator.graph;

/** What to do about a draw in a graph. */
public enum Sampling {
  /** A node of its own, which gradients do not pass. */
  AS_IT_IS,
  /** location + scale * eps with eps a leaf: gradients pass. */
  REPARAMETERIZED
}
