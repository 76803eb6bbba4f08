package dev.elbo.vae;

import dev.elbo.distribution.LogSum;

/** Importance weights in logarithms. */
final class LogWeights {
  private LogWeights() {}

  /** log 1/K sum_k exp(a_k), [K]; a itself for K = 1, to the bit. */
  static double logMean(double[] a) {
    return LogSum.of(a) - Math.log(a.length);
  }
}
