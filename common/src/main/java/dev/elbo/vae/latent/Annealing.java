package dev.elbo.vae.latent;

/**
 * What changes from step to step.
 *
 * @param beta the weight of the KL now
 * @param temperature of relaxed discrete latents now
 */
public record Annealing(double beta, double temperature) {

  /** A fixed weight of the KL, for latents without a temperature. */
  public static Annealing beta(double beta) {
    return new Annealing(beta, 1);
  }
}
