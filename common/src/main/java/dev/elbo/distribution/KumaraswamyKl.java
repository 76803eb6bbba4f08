package dev.elbo.distribution;

import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.Trigamma;

/**
 * The divergence of Kumaraswamy(a, b) from Beta(c, d) (Nalisnick and Smyth 2017), with g Euler's
 * constant:
 *
 * <pre>
 *   ((a - c)/a) (-g - psi(b) - 1/b) + log(a b) + log B(c, d) - (b - 1)/b - (d - 1) E[log(1 - z)]
 * </pre>
 *
 * <p>The customary series for E[log(1 - z)] = -b sum_m B(m/a, b)/(m + a b) has terms that fall only
 * as m^(-b-1). Here it is the integral over s ~ Exponential(1) of log(1 - z(s)), where z^a = 1 -
 * exp(-s/b), by the double-exponential rule (Takahasi and Mori 1974): relative error below 1e-12,
 * and the same nodes give the gradient.
 */
final class KumaraswamyKl {
  private static final double FROM = -4.5;
  private static final double TO = 4.75;
  private static final double STEP = 1.0 / 32;

  private KumaraswamyKl() {}

  /**
   * To a Beta distribution.
   *
   * @param prior alpha, beta
   */
  static double toBeta(double[] theta, double[] prior, double[] gradient) {
    double a = theta[0];
    double b = theta[1];
    double c = prior[0];
    double d = prior[1];
    double logPower = -Gumbel.EULER - Digamma.value(b) - 1 / b;
    double logRest = 0;
    double[] ofLogRest = new double[2];
    if (d != 1) {
      logRest = expectedLogRest(a, b, ofLogRest);
    }
    gradient[0] = (c * logPower / a + 1) / a - (d - 1) * ofLogRest[0];
    gradient[1] =
        (1 - c / a) * (1 / b / b - Trigamma.value(b)) + (1 - 1 / b) / b - (d - 1) * ofLogRest[1];
    return (1 - c / a) * logPower
        + Math.log(a)
        + Math.log(b)
        + LogBeta.value(c, d)
        - 1
        + 1 / b
        - (d - 1) * logRest;
  }

  /**
   * To a uniform distribution; Beta(1, 1) where it is from 0 to 1.
   *
   * @param prior low, high
   */
  static double toUniform(double[] theta, double[] prior, double[] gradient) {
    if (prior[0] > 0 || prior[1] < 1) {
      gradient[0] = 0;
      gradient[1] = 0;
      return Double.POSITIVE_INFINITY;
    }
    return toBeta(theta, new double[] {1, 1}, gradient) + Math.log(prior[1] - prior[0]);
  }

  /** E[log(1 - z)]; the gradient receives its derivatives in a and b. */
  private static double expectedLogRest(double a, double b, double[] gradient) {
    double sum = 0;
    for (double t = FROM; t <= TO; t += STEP) {
      double s = Math.exp(t - Math.exp(-t));
      double weight = STEP * s * (1 + Math.exp(-t)) * Math.exp(-s);
      // w = 1 - z^a, and q = -log z.
      double logW = -s / b;
      double w = Math.exp(logW);
      double v = -Math.expm1(logW);
      double logV = logW > -0.5 ? Math.log(v) : Math.log1p(-w);
      double q = -logV / a;
      double logQ = (w < 1e-16 ? logW : Math.log(-logV)) - Math.log(a);
      double decay = q == 0 ? 1 : q / Math.expm1(q);
      double share = w < 1e-16 ? 1 : w / (-logV * v);
      sum += weight * (q < 1e-5 ? logQ - 0.5 * q : Math.log(-Math.expm1(-q)));
      gradient[0] -= weight * decay / a;
      gradient[1] += weight * decay * share * s / b / b;
    }
    return sum;
  }
}
