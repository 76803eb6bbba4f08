package dev.elbo.distribution;

/**
 * KL(Gamma(a, b) || Gamma(c, d)), rates b and d, which is also that of any one-to-one function of
 * both:
 *
 * <pre>
 *   (a - c) psi(a) - ln Gamma(a) + ln Gamma(c) + c ln(b/d) + a (d - b)/b
 * </pre>
 *
 * <p>written as a sum of gaps between logarithms and their tangents, so that it keeps its digits
 * where the two are close.
 */
final class GammaKl {
  private GammaKl() {}

  /** The divergence in nats; gradient receives its derivatives in a and b. */
  static double value(double a, double b, double c, double d, double[] gradient) {
    double excess = (d - b) / b;
    gradient[0] = (a - c) * Polygamma.trigamma(a) + excess;
    gradient[1] = (c - a * (d / b)) / b;
    if (a >= Stirling.LEAST && c >= Stirling.LEAST) {
      double ratioOfMeans = (a / c) * (d / b);
      return c * LogGap.of(ratioOfMeans - 1) + LogGammaGap.beyondLogarithm(a, c);
    }
    return LogGammaGap.of(a, c) + c * LogGap.of(excess) + (a - c) * excess;
  }
}
