package dev.elbo.estimator;

import dev.elbo.distribution.Family;
import dev.elbo.distribution.Logits;

/**
 * DisARM, also called U2G, for bits (Dong, Mnih, Tucker 2020; Yin, Ho, Yan, Qian, Zhou 2020): (f(b)
 * - f(b')) / 2 (b_i - b'_i) sigmoid(|l_i|) for an antithetic pair b, b'. Unbiased, two evaluations
 * a sample.
 */
public final class DisArm extends AntitheticBits {

  /**
   * An estimator of d/d logits.
   *
   * @param family a bernoulli, or independent ones
   */
  public DisArm(Family family) {
    super(family);
  }

  @Override
  public String name() {
    return "disarm";
  }

  @Override
  double factor(double logit, double u, double difference) {
    return 0.5 * difference * Logits.sigmoid(Math.abs(logit));
  }
}
