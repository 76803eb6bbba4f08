package dev.elbo.estimator.exact;

/**
 * Exact variances per sample for f(z) = sum_i z_i^2, z ~ N(mu, sigma^2 I_D), and the gradient with
 * respect to the mean of the first number, in closed form. With m = mu^2 + sigma^2 and v = 4 mu^2
 * sigma^2 + 2 sigma^4, the mean and variance of one z_i^2:
 *
 * <pre>
 *   gradient        2 mu
 *   pathwise        4 sigma^2                                      whatever D
 *   score           (mu^4 + 18 mu^2 sigma^2 + 15 sigma^4 + 2 (D - 1) m (mu^2 + 3 sigma^2)
 *                      + (D - 1) v + (D - 1)^2 m^2) / sigma^2 - 4 mu^2      grows as D^2
 *   best baseline   8 mu^2 + 6 sigma^2 + (D - 1) (4 mu^2 + 2 sigma^2)       grows as D
 *   mean baseline   the same and 4 sigma^2
 *   leave-one-out   mean baseline + (4 mu^2 + D v / sigma^2) / (K - 1)
 * </pre>
 *
 * @param mu the mean of each number
 * @param sigma the standard deviation of each number, positive
 * @param dimension D
 */
public record SumOfSquares(double mu, double sigma, int dimension) {

  /** E[f], the mean baseline. */
  public double mean() {
    return dimension * meanOfOne();
  }

  /** The best constant baseline, E[f s^2] / E[s^2] with s the score. */
  public double bestBaseline() {
    return mean() + 2 * sigma * sigma;
  }

  /** d E[f] / d mu_1. */
  public double gradient() {
    return 2 * mu;
  }

  /** The pathwise estimator. */
  public double pathwise() {
    return 4 * sigma * sigma;
  }

  /** The score function without a baseline. */
  public double score() {
    double m2 = mu * mu;
    double s2 = sigma * sigma;
    double others = dimension - 1;
    return (m2 * m2
                + 18 * m2 * s2
                + 15 * s2 * s2
                + 2 * others * meanOfOne() * (m2 + 3 * s2)
                + others * varianceOfOne()
                + others * others * meanOfOne() * meanOfOne())
            / s2
        - 4 * m2;
  }

  /** The score function with E[f] as baseline. */
  public double scoreWithMeanBaseline() {
    return scoreWithBestBaseline() + 4 * sigma * sigma;
  }

  /** The score function with the best constant baseline. */
  public double scoreWithBestBaseline() {
    double m2 = mu * mu;
    double s2 = sigma * sigma;
    return 8 * m2 + 6 * s2 + (dimension - 1) * (4 * m2 + 2 * s2);
  }

  /** The score function with the mean of the other K - 1 samples as baseline, a sample. */
  public double leaveOneOut(int samples) {
    return scoreWithMeanBaseline()
        + (4 * mu * mu + dimension * varianceOfOne() / (sigma * sigma)) / (samples - 1);
  }

  private double meanOfOne() {
    return mu * mu + sigma * sigma;
  }

  private double varianceOfOne() {
    double s2 = sigma * sigma;
    return 4 * mu * mu * s2 + 2 * s2 * s2;
  }
}
