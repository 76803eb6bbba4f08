package dev.elbo.estimator.exact;

import org.apache.commons.numbers.gamma.Erfc;

/**
 * Exact gradients of P(x &gt; 0), x ~ N(mu, sigma^2), with respect to mu, and the variances of
 * their estimators. The integrand is a step: its slope is 0 wherever it has one. With a = mu /
 * sigma:
 *
 * <pre>
 *   gradient        phi(a) / sigma
 *   pathwise        0, and without variance: the estimate is wrong
 *   score           (Phi(a) - a phi(a)) / sigma^2 - gradient^2
 *   measure-valued  exp(-a^2 / 2) / (2 pi sigma^2) - gradient^2
 * </pre>
 *
 * @param mu the mean
 * @param sigma the standard deviation, positive
 */
public record StepVariance(double mu, double sigma) {

  /** d P(x &gt; 0) / d mu. */
  public double gradient() {
    return density() / sigma;
  }

  /** P(x &gt; 0). */
  public double mean() {
    return 0.5 * Erfc.value(-mu / (sigma * Math.sqrt(2)));
  }

  /** The score function without a baseline. */
  public double score() {
    return scoreWithBaseline(0);
  }

  /** The score function with P(x &gt; 0) as baseline. */
  public double scoreWithMeanBaseline() {
    return scoreWithBaseline(mean());
  }

  /** The measure-valued estimator with coupled points. */
  public double measureValued() {
    double a = mu / sigma;
    return Math.exp(-0.5 * a * a) / (2 * Math.PI * sigma * sigma) - gradient() * gradient();
  }

  private double scoreWithBaseline(double baseline) {
    // E[e^2] over the e = (x - mu) / sigma with x > 0; over all it is 1.
    double above = mean() - mu / sigma * density();
    double square = (1 - baseline) * (1 - baseline) * above + baseline * baseline * (1 - above);
    return square / (sigma * sigma) - gradient() * gradient();
  }

  private double density() {
    double a = mu / sigma;
    return Math.exp(-0.5 * a * a) / Math.sqrt(2 * Math.PI);
  }
}
