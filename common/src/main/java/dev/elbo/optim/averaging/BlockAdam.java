package dev.elbo.optim.averaging;

/**
 * The moments of Adam under a momentum between rounds (BMUF-Adam; Chen, Ding, Huo 2020). A round of
 * H steps with momentum eta counts for rho' = eta rho + H steps, eta rho' of which nobody took. The
 * moments go on over those as if each of their gradients had been the mean gradient of the round:
 *
 * <pre>
 *   g = (m - beta^H m0) / (1 - beta^H),   m' = beta^(eta rho') m + (1 - beta^(eta rho')) g
 * </pre>
 *
 * with m0 the moment before the round and m the mean over shards after it.
 *
 * @param carried eta rho', the steps that nobody took
 * @param steps H
 */
record BlockAdam(double carried, int steps) {

  /**
   * The moments after the round.
   *
   * @param before [2, n]: first moments, second moments
   * @param mean [2, n]
   */
  float[] moments(float[] before, float[] mean, double beta1, double beta2) {
    int n = mean.length / 2;
    float[] moments = new float[mean.length];
    double kept1 = Math.pow(beta1, carried);
    double kept2 = Math.pow(beta2, carried);
    double decayed1 = Math.pow(beta1, steps);
    double decayed2 = Math.pow(beta2, steps);
    for (int i = 0; i < n; i++) {
      moments[i] = (float) mix(kept1, mean[i], gradient(decayed1, before[i], mean[i]));
      double square = gradient(decayed2, before[n + i], mean[n + i]);
      // A mean of squares: below zero only by rounding.
      moments[n + i] = (float) mix(kept2, mean[n + i], Math.max(0, square));
    }
    return moments;
  }

  private static double gradient(double decayed, double before, double mean) {
    return (mean - decayed * before) / (1 - decayed);
  }

  private static double mix(double kept, double moment, double gradient) {
    return kept * moment + (1 - kept) * gradient;
  }
}
