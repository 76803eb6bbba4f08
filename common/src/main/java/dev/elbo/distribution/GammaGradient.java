package dev.elbo.distribution;

/**
 * The implicit gradient of a Gamma(a, 1) draw in its shape a, as d ln z / d a at fixed F(z): in
 * logs because z itself underflows for small a (Figurnov, Mohamed, Mnih 2018).
 *
 * <p>Divided by the density analytically, F and 1 - F differentiate to
 *
 * <pre>
 *   series              -(1/a) [S' + S (ln z - psi(a + 1))],   S = sum_k z^k / (a+1)_k
 *   continued fraction  C' + C (ln z - psi(a)),                1 - F = z^a e^-z / Gamma(a) * C
 * </pre>
 *
 * <p>with ' = d/da; the fraction (DLMF 8.9.2) above a + 3 + 2 sqrt(a). For large a near z = a the
 * equation of continuity of p, expanded in 1/a at w = ln(z/a), is solved term by term: dz/da =
 * v_0(w) + v_1(w)/a + ..., v_0 = w / (1 - e^-w). Relative error: 2e-13, 1e-15 in the expansion.
 */
final class GammaGradient {
  private static final double LARGE = 100;
  private static final double NEAR = 0.5;
  private static final double HUGE = 1e20;
  private static final double RESCALE = 0x1p300;
  private static final double EPSILON = 0x1p-54;
  private static final GammaExpansion EXPANSION = new GammaExpansion();

  private GammaGradient() {}

  /** d ln z / d shape at z; ln z is told too, for where z underflows. */
  static double at(double shape, double z, double logZ) {
    return logDerivative(shape, z, logZ, Math.log1p((z - shape) / shape));
  }

  /** d ln z / d shape at ln z. */
  static double atLog(double shape, double logZ) {
    return logDerivative(shape, Math.exp(logZ), logZ, logZ - Math.log(shape));
  }

  /** w is ln(z / shape). */
  private static double logDerivative(double shape, double z, double logZ, double w) {
    if (shape >= LARGE && Math.abs(w) < NEAR) {
      return EXPANSION.value(shape, w) * Math.exp(-w) / shape;
    }
    if (z > HUGE * Math.max(shape, 1)) {
      return (logZ - Polygamma.digamma(shape)) / z;
    }
    return z > shape + 3 + 2 * Math.sqrt(shape)
        ? byFraction(shape, z, logZ - Polygamma.digamma(shape))
        : bySeries(shape, z, logZ - Polygamma.digamma(shape + 1));
  }

  private static double bySeries(double shape, double z, double score) {
    double term = 1;
    double slope = 0;
    double sum = 1;
    double sumSlope = 0;
    for (int k = 1; ; k++) {
      double b = shape + k;
      slope = (slope * z - term * z / b) / b;
      term *= z / b;
      sum += term;
      sumSlope += slope;
      if (term <= EPSILON * sum && Math.abs(slope) <= EPSILON * Math.abs(sumSlope)) {
        return -(sumSlope + sum * score) / shape;
      }
    }
  }

  /**
   * Cephes' recurrences of numerator p and denominator q, each with its derivative in the shape.
   */
  private static double byFraction(double shape, double z, double score) {
    double y = 1 - shape;
    double b = z + y + 1;
    double[] p = {1, 0, z + 1, 0};
    double[] q = {z, 0, b * z, -z};
    double c = p[2] / q[2];
    double slope = -c * q[3] / q[2];
    for (int k = 1; ; k++) {
      y += 1;
      b += 2;
      double product = y * k;
      advance(p, b, product, k);
      advance(q, b, product, k);
      double next = p[2] / q[2];
      double nextSlope = (p[3] - next * q[3]) / q[2];
      boolean settled =
          Math.abs(next - c) <= EPSILON * Math.abs(next)
              && Math.abs(nextSlope - slope) <= EPSILON * Math.abs(nextSlope + next * score);
      c = next;
      slope = nextSlope;
      if (settled || k == 5000) {
        return slope + c * score;
      }
      if (Math.abs(q[2]) > RESCALE) {
        for (int i = 0; i < 4; i++) {
          p[i] /= RESCALE;
          q[i] /= RESCALE;
        }
      }
    }
  }

  /** [x_{k-1}, its derivative, x_k, its derivative] becomes that of k + 1. */
  private static void advance(double[] x, double b, double product, int k) {
    double next = x[2] * b - x[0] * product;
    double slope = x[3] * b - x[2] - x[1] * product + x[0] * k;
    x[0] = x[2];
    x[1] = x[3];
    x[2] = next;
    x[3] = slope;
  }
}
