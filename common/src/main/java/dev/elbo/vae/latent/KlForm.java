package dev.elbo.vae.latent;

/** How KL(q(z|x) || p(z)) enters the objective. */
public enum KlForm {
  /** In closed form where there is one, else from the sample. */
  AUTO,
  /** log q(z|x) - log p(z) at the sample, always. */
  MONTE_CARLO
}
