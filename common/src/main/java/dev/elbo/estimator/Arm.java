package dev.elbo.estimator;

import dev.elbo.distribution.Family;

/**
 * ARM, for bits (Yin and Zhou 2019): (f(1[u &gt; sigmoid(-l)]) - f(1[u &lt; sigmoid(l)])) (u -
 * 1/2), u uniform. Unbiased, two evaluations a sample. {@link DisArm} is the same with u integrated
 * out, of less variance.
 */
public final class Arm extends AntitheticBits {

  /**
   * An estimator of d/d logits.
   *
   * @param family a bernoulli, or independent ones
   */
  public Arm(Family family) {
    super(family);
  }

  @Override
  public String name() {
    return "arm";
  }

  @Override
  double factor(double logit, double u, double difference) {
    return u - 0.5;
  }
}
