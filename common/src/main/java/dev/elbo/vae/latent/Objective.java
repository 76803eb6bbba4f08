package dev.elbo.vae.latent;

import java.io.Serializable;

/**
 * What is maximized, and how its gradient is estimated.
 *
 * @param samples reparameterized samples that the estimate is a mean over
 * @param importanceSamples K of the bound log 1/K sum_k p(x, z_k) / q(z_k|x) (Burda, Grosse,
 *     Salakhutdinov 2016); 1 is the ELBO
 * @param freeBits nats of KL a latent that cost nothing, on the mean over the batch (Kingma et al.
 *     2016, section C.8)
 * @param kl of the ELBO
 * @param gradient of log q
 * @param estimation of the gradient of the expectation over z
 */
public record Objective(
    int samples,
    int importanceSamples,
    double freeBits,
    KlForm kl,
    GradientForm gradient,
    Estimation estimation)
    implements Serializable {

  /** The ELBO from one sample, its KL in closed form where there is one. */
  public static Objective elbo() {
    return new Objective(1, 1, 0, KlForm.AUTO, GradientForm.TOTAL, Estimation.pathwise());
  }

  /** The bound of so many importance samples. */
  public Objective withImportanceSamples(int k) {
    return new Objective(samples, k, freeBits, kl, gradient, estimation);
  }

  /** What is measured on held-out rows: one sample, or the bound of K, drawn from q itself. */
  public Objective measured() {
    return new Objective(
        1, importanceSamples, 0, KlForm.AUTO, GradientForm.TOTAL, Estimation.pathwise());
  }

  /** The same with another form of the gradient. */
  public Objective withGradient(GradientForm form) {
    return new Objective(samples, importanceSamples, freeBits, kl, form, estimation);
  }

  /** The same with another form of the KL. */
  public Objective withKl(KlForm form) {
    return new Objective(samples, importanceSamples, freeBits, form, gradient, estimation);
  }

  /**
   * Whether this is the textbook case, which has fused code: one reparameterized sample of a
   * diagonal Gaussian against a standard normal prior, with the KL in closed form (Kingma and
   * Welling 2014, appendix B).
   */
  public boolean isTextbook(Latents latents) {
    return latents.family().equals("normal")
        && latents.prior().isEmpty()
        && points() == 1
        && kl == KlForm.AUTO
        && gradient == GradientForm.TOTAL
        && estimation.isPathwise();
  }

  /** Samples of z an example: those of the mean times those of the bound. */
  public int points() {
    return Math.multiplyExact(samples, importanceSamples);
  }
}
