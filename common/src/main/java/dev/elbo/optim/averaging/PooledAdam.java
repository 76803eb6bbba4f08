package dev.elbo.optim.averaging;

/**
 * The moments that Adam would have if one gradient over the minibatches of all shards had been
 * taken at each step of a round. The mean of first moments is that of the mean gradient. The mean
 * of second moments is not: squares of the gradients of single shards carry all of their noise, the
 * square of their mean 1 / shards of it. With m0, v0 the moments before a round of H steps and m, v
 * their means over shards after it,
 *
 * <pre>
 *   g = (m - beta1^H m0) / (1 - beta1^H)                    the mean gradient
 *   a = v - beta2^H v0                                      what the round added: signal and noise
 *   v' = beta2^H v0 + min(a, a / N + (1 - 1 / N) (1 - beta2^H) g^2)
 * </pre>
 *
 * <p>So coordinates that are mostly noise are not slowed down by the root of N. Our own; with one
 * shard it is the identity.
 *
 * @param steps H
 * @param shards N, those that took steps
 */
record PooledAdam(int steps, int shards) {

  /**
   * The moments after the round.
   *
   * @param before [2, n]: first moments, second moments
   * @param mean [2, n]
   */
  float[] moments(float[] before, float[] mean, double beta1, double beta2) {
    int n = mean.length / 2;
    float[] moments = mean.clone();
    double kept1 = Math.pow(beta1, steps);
    double kept2 = Math.pow(beta2, steps);
    double share = 1.0 / shards;
    for (int i = 0; i < n; i++) {
      double gradient = (mean[i] - kept1 * before[i]) / (1 - kept1);
      double old = kept2 * before[n + i];
      double added = Math.max(0, mean[n + i] - old);
      double signal = (1 - kept2) * gradient * gradient;
      moments[n + i] = (float) (old + Math.min(added, share * added + (1 - share) * signal));
    }
    return moments;
  }
}
