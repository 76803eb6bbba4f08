package dev.elbo.vae;

/** What can be computed of a row. */
public enum RowScore {
  /** Where q(z|x) is centered: its mean, where it has one. */
  CENTER,
  /** What the decoder reads of the center: by its variance over rows latents count as active. */
  CODE,
  /** The variance of each number of z under q(z|x); NaN where the family knows none. */
  VARIANCE,
  /** E[x|z] at the center, or what the likelihood shows in its place. */
  MEAN,
  /**
   * The mean of log p(x|z) over draws of q(z|x), in nats (An and Cho 2015, "Variational autoencoder
   * based anomaly detection using reconstruction probability").
   */
  RECONSTRUCTION,
  /**
   * The mean over draws of the ceiling of log p(x|z) minus log p(x|z), in nats: half the deviance
   * of generalized linear models (McCullagh and Nelder 1989, section 2.3). A perfect reconstruction
   * has 0.
   */
  DEVIANCE,
  /** KL(q(z|x) || p(z)), in nats; over the draws where it has no closed form. */
  KL,
  /**
   * log 1/K sum_k p(x, z_k) / q(z_k|x), in nats: the bound on log p(x) of K draws (Burda, Grosse,
   * Salakhutdinov 2016).
   */
  LOG_LIKELIHOOD,
  /** What each feature adds to minus {@link #RECONSTRUCTION}, in nats. */
  CONTRIBUTION,
  /** What each feature adds to {@link #DEVIANCE}, in nats. */
  DEVIANCE_CONTRIBUTION,
  /** A draw of x from p(x|z), with the first draw of z. */
  DRAW;

  /** Whether z is drawn for it. */
  boolean isSampled() {
    return switch (this) {
      case CENTER, CODE, VARIANCE, MEAN -> false;
      case RECONSTRUCTION,
          DEVIANCE,
          KL,
          LOG_LIKELIHOOD,
          CONTRIBUTION,
          DEVIANCE_CONTRIBUTION,
          DRAW ->
          true;
    };
  }

  /** Whether more draws make it better. */
  boolean isAveraged() {
    return isSampled() && this != DRAW;
  }
}
