package dev.elbo.estimator.exact;

/**
 * Exact gradients of E[f(b)], b ~ Bernoulli(p), with respect to the logit of p, and the variances
 * of their estimators, in closed form. With d = f(1) - f(0) and q = max(p, 1 - p):
 *
 * <pre>
 *   gradient       p (1 - p) d
 *   score          p (1 - p) ((1 - p) f(1)^2 + p f(0)^2) - gradient^2
 *   leave-one-out  score of f - E[f], and (d p (1 - p))^2 * 2 / (K - 1)
 *   ARM            d^2 * 2 / 3 * (1/8 - (q - 1/2)^3) - gradient^2
 *   DisARM         d^2 q^2 (1 - q) (2 q - 1) / 2
 * </pre>
 *
 * (ARM: Yin and Zhou 2019; DisARM: Dong, Mnih, Tucker 2020.) Divide a gradient by p (1 - p), and a
 * variance by its square, for the gradient with respect to p.
 *
 * @param p the probability of 1, between 0 and 1
 * @param atZero f(0)
 * @param atOne f(1)
 */
public record BernoulliVariance(double p, double atZero, double atOne) {

  /** d E[f] / d logit. */
  public double gradient() {
    return p * (1 - p) * rise();
  }

  /** The score function without a baseline. */
  public double score() {
    double spread = p * (1 - p) * ((1 - p) * atOne * atOne + p * atZero * atZero);
    return spread - gradient() * gradient();
  }

  /** The score function with the mean of the other K - 1 samples as baseline, a sample. */
  public double leaveOneOut(int samples) {
    return scoreWithMeanBaseline() + 2 * gradient() * gradient() / (samples - 1);
  }

  /** The score function with E[f] as baseline. */
  public double scoreWithMeanBaseline() {
    double mean = p * atOne + (1 - p) * atZero;
    return new BernoulliVariance(p, atZero - mean, atOne - mean).score();
  }

  /** ARM: a pair of antithetic evaluations a sample. */
  public double arm() {
    double beyond = likelier() - 0.5;
    return rise() * rise() * 2 / 3 * (0.125 - beyond * beyond * beyond) - gradient() * gradient();
  }

  /** DisARM: a pair of antithetic evaluations a sample. */
  public double disarm() {
    double q = likelier();
    return rise() * rise() * q * q * (1 - q) * (2 * q - 1) / 2;
  }

  private double rise() {
    return atOne - atZero;
  }

  private double likelier() {
    return Math.max(p, 1 - p);
  }
}
