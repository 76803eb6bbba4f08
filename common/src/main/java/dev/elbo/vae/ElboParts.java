package dev.elbo.vae;

/**
 * The evidence lower bound and what it is made of: means per example, in nats.
 *
 * @param reconstruction E_q[log p(x|z)], estimated with the samples of the step
 * @param kl KL(q(z|x) || p(z)), in closed form (then &gt;= 0) or from the samples
 * @param objective what was maximized: reconstruction - beta * kl with free bits, or the
 *     importance-weighted bound
 */
public record ElboParts(double reconstruction, double kl, double objective) {

  /** The bound itself, with beta 1 whatever was optimized; higher is better. */
  public double elbo() {
    return reconstruction - kl;
  }

  /** True unless a part is NaN or infinite. */
  public boolean isFinite() {
    return Double.isFinite(reconstruction) && Double.isFinite(kl) && Double.isFinite(objective);
  }
}
