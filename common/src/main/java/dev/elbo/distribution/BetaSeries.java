package dev.elbo.distribution;

/**
 * The implicit gradient of logit x, x ~ Beta(a, b), by differentiating the positive series (DLMF
 * 8.17.8)
 *
 * <pre>
 *   I_x(a, b) = x^a (1-x)^b / (a B(a, b)) S,   S = sum_k (a+b)_k / (a+1)_k x^k
 *   dy/da = -[S_a + S (ln x + psi(a+b) - psi(a) - 1/a)] / a
 *   dy/db = -[S_b + S (ln(1-x) + psi(a+b) - psi(b))] / a
 * </pre>
 *
 * <p>term by term, or its mirror image with a and b, x and 1 - x exchanged, whichever converges
 * faster. Some 3 microseconds, and a relative error of 5e-14 for a and b from 0.01 to 1000.
 */
final class BetaSeries {
  private static final double EPSILON = 1e-18;

  private BetaSeries() {}

  /** d logit x / d(a, b). */
  static double[] gradient(double a, double b, double logX, double logRest) {
    double x = Math.exp(logX);
    if (x <= (a + 1) / (a + b + 2)) {
      return below(a, b, x, logX, logRest);
    }
    double[] mirrored = below(b, a, Math.exp(logRest), logRest, logX);
    return new double[] {-mirrored[1], -mirrored[0]};
  }

  private static double[] below(double a, double b, double x, double logX, double logRest) {
    double term = 1;
    double logTermInA = 0;
    double logTermInB = 0;
    double sum = 1;
    double inA = 0;
    double inB = 0;
    for (int k = 0; term > EPSILON * sum; k++) {
      double above = 1 / (a + b + k);
      double below = 1 / (a + 1 + k);
      term *= (a + b + k) * below * x;
      logTermInB += above;
      logTermInA += above - below;
      sum += term;
      inA += term * logTermInA;
      inB += term * logTermInB;
    }
    return new double[] {
      -(inA + sum * (logX + Polygamma.digammaRise(a, b) - 1 / a)) / a,
      -(inB + sum * (logRest + Polygamma.digammaRise(b, a))) / a
    };
  }
}
