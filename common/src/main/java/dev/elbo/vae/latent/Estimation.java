package dev.elbo.vae.latent;

import java.io.Serializable;

/**
 * Which estimator of {@code dev.elbo.estimator} trains the encoder.
 *
 * @param estimator its name, such as {@code pathwise}
 * @param baseline of {@code score-function}: none, mean, running, optimal, leave-one-out
 */
public record Estimation(String estimator, String baseline) implements Serializable {

  /** For families with reparameterized draws. */
  public static Estimation pathwise() {
    return new Estimation("pathwise", "none");
  }

  /** For people: the estimator, and the baseline of the score function. */
  public String words() {
    return estimator.equals("score-function")
        ? "score-function with the baseline " + baseline
        : estimator;
  }

  /** Whether the draws themselves carry the gradient. */
  public boolean isPathwise() {
    return estimator.equals("pathwise");
  }
}
