package dev.elbo.distribution;

import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Divergences of the Weibull distribution, concentration k and scale l (Bauckhage 2013, 2014).
 *
 * <pre>
 *   to Weibull      -log r - k2 L - g (1 - r) + exp(k2 L) Gamma(1 + r) - 1,   r = k2/k1, L = log(l1/l2)
 *   to Gamma(a, b)  g a/k - a log(b l) + log k + b l Gamma(1 + 1/k) - g - 1 + log Gamma(a)
 * </pre>
 *
 * <p>g is Euler's constant. Exponential(rate) is Weibull(1, 1/rate).
 */
final class WeibullKl {
  private WeibullKl() {}

  static double toWeibull(double[] theta, double[] prior, double[] gradient) {
    double ratio = prior[0] / theta[0];
    double l = LogRatio.of(theta[1], prior[1]);
    double expected = Math.exp(prior[0] * l + LogGamma.value(1 + ratio));
    gradient[0] =
        (1 - Gumbel.EULER * ratio - ratio * expected * Digamma.value(1 + ratio)) / theta[0];
    gradient[1] = prior[0] / theta[1] * (expected - 1);
    return expected - 1 - Math.log(ratio) - prior[0] * l - Gumbel.EULER * (1 - ratio);
  }

  static double toExponential(double[] theta, double[] prior, double[] gradient) {
    return toWeibull(theta, new double[] {1, 1 / prior[0]}, gradient);
  }

  /**
   * To a Gamma distribution.
   *
   * @param prior shape, rate
   */
  static double toGamma(double[] theta, double[] prior, double[] gradient) {
    double k = theta[0];
    double l = Math.log(prior[1]) + Math.log(theta[1]);
    double expected = Math.exp(l + LogGamma.value(1 + 1 / k));
    gradient[0] = (1 - (Gumbel.EULER * prior[0] + expected * Digamma.value(1 + 1 / k)) / k) / k;
    gradient[1] = (expected - prior[0]) / theta[1];
    return Gumbel.EULER * (prior[0] / k - 1)
        - prior[0] * l
        + Math.log(k)
        + expected
        - 1
        + LogGamma.value(prior[0]);
  }
}
