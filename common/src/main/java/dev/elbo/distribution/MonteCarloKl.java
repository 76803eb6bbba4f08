package dev.elbo.distribution;

/**
 * KL(q || p) as the mean of log q(z) - log p(z) over draws from q, for any two families of one
 * size: what there is where {@link Family#klTo} is empty. Unbiased; the error falls as 1 / sqrt(K).
 *
 * @param posterior q
 * @param prior p
 */
public record MonteCarloKl(Family posterior, Family prior) {
  public MonteCarloKl {
    if (posterior.size() != prior.size()) {
      throw new IllegalArgumentException(
          "Cannot compare %s with %s: they draw [%d] and [%d] numbers. Give families of one size."
              .formatted(posterior.name(), prior.name(), posterior.size(), prior.size()));
    }
  }

  /**
   * The divergence, in nats.
   *
   * @param value unbiased, so it may be below 0; infinite if a draw was outside of p's support
   * @param standardError one standard deviation of {@code value}, itself estimated from the draws;
   *     infinite with {@code value}
   */
  public record Estimate(double value, double standardError) {}

  /**
   * The estimate from K draws.
   *
   * @param theta of q
   * @param priorTheta theta of p
   * @param draws K, at least 2
   * @param noise draw k is drawn with {@code noise.at(k)}
   */
  public Estimate estimate(double[] theta, double[] priorTheta, int draws, Noise noise) {
    if (draws < 2) {
      throw new IllegalArgumentException(
          "Cannot estimate KL(%s || %s): [%d] draws have no standard error. Give 2 or more."
              .formatted(posterior.name(), prior.name(), draws));
    }
    double[] z = new double[posterior.size()];
    double mean = 0;
    double squares = 0;
    for (int k = 0; k < draws; k++) {
      posterior.sample(theta, noise.at(k), z);
      double priorDensity = prior.logDensity(priorTheta, z);
      if (priorDensity == Double.NEGATIVE_INFINITY) {
        return new Estimate(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
      }
      // Welford's recurrence.
      double shift = posterior.logDensity(theta, z) - priorDensity - mean;
      mean += shift / (k + 1);
      squares += shift * shift * k / (k + 1);
    }
    return new Estimate(mean, Math.sqrt(squares / (draws - 1) / draws));
  }
}
