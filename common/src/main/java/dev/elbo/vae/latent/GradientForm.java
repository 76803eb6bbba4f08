package dev.elbo.vae.latent;

/** Which terms of the gradient of log q(z|x) in the encoder are kept. */
public enum GradientForm {
  /** All of them: the path through z and the score at fixed z. */
  TOTAL,
  /**
   * The path alone: where the support is fixed the score has expectation 0, and without it the
   * gradient vanishes where q is the true posterior (Roeder, Wu, Duvenaud 2017). For one importance
   * sample; with more it is biased.
   */
  STICKING_THE_LANDING,
  /**
   * The path with squared importance weights: unbiased for the importance-weighted bound, with a
   * signal-to-noise ratio that grows with the samples (Tucker et al. 2019, eq. 8).
   */
  DOUBLY_REPARAMETERIZED
}
