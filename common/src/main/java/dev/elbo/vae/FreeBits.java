package dev.elbo.vae;

import java.util.Arrays;

/**
 * Free bits: a latent whose KL, a mean over the batch, is below lambda nats costs lambda and is not
 * pressed further down: sum_j max(lambda, KL_j) instead of sum_j KL_j (Kingma et al. 2016, section
 * C.8).
 */
final class FreeBits {
  private final double lambda;
  private final double[] sums;
  private final boolean[] free;

  /**
   * An allowance.
   *
   * @param lambda in nats; 0 grants none
   * @param units parts of the KL
   */
  FreeBits(double lambda, int units) {
    this.lambda = lambda;
    this.sums = new double[units];
    this.free = new boolean[units];
  }

  void reset() {
    Arrays.fill(sums, 0);
  }

  void add(int unit, double kl) {
    sums[unit] += kl;
  }

  /**
   * Settles which parts are free in this batch.
   *
   * @return by how much the sum over the batch's examples is raised
   */
  double settle(int examples) {
    double raised = 0;
    for (int u = 0; u < sums.length; u++) {
      free[u] = lambda > 0 && sums[u] < lambda * examples;
      raised += free[u] ? lambda * examples - sums[u] : 0;
    }
    return raised;
  }

  /** Whether a part has no gradient. */
  boolean isFree(int unit) {
    return free[unit];
  }
}
