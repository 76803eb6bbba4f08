package dev.elbo.vae;

/** Means of exponentials without overflow. */
final class LogWeights {
  private LogWeights() {}

  /** log 1/K sum_k exp(a_k); a itself for K = 1, to the bit. */
  static double logMeanExp(double[] a) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double value : a) {
      greatest = Math.max(greatest, value);
    }
    if (greatest == Double.NEGATIVE_INFINITY || a.length == 1) {
      return greatest;
    }
    double sum = 0;
    for (double value : a) {
      sum += Math.exp(value - greatest);
    }
    return greatest + Math.log(sum / a.length);
  }
}
