package dev.elbo.distribution;

import java.io.Serializable;

/** KL(q || p) in closed form for a q and a p of two given families, with its gradient in q. */
@FunctionalInterface
public interface ClosedFormKl extends Serializable {

  /**
   * The divergence, in nats.
   *
   * @param theta of q
   * @param prior theta of p
   * @param gradient receives d KL / d theta, [parameters of q]; what it held is replaced
   * @return at least 0 up to rounding; infinite where q has mass that p lacks
   */
  double value(double[] theta, double[] prior, double[] gradient);
}
