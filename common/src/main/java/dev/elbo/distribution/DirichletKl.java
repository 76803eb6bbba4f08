package dev.elbo.distribution;

/**
 * KL(Dirichlet(a) || Dirichlet(c)), Beta being the one of two numbers: with A and C the sums,
 *
 * <pre>
 *   log Gamma(A) - log Gamma(C) + sum_i [log Gamma(c_i) - log Gamma(a_i)
 *                                        + (a_i - c_i) (psi(a_i) - psi(A))]
 * </pre>
 *
 * <p>= sum_i g(c_i; a_i) - g(C; A) with the gaps of {@link LogGammaGap}.
 */
final class DirichletKl {
  private DirichletKl() {}

  /** The divergence in nats; gradient receives its derivatives in a. */
  static double value(double[] a, double[] c, double[] gradient) {
    double sumA = 0;
    double sumC = 0;
    double value = 0;
    for (int i = 0; i < a.length; i++) {
      sumA += a[i];
      sumC += c[i];
      value += LogGammaGap.of(a[i], c[i]);
    }
    double common = (sumA - sumC) * Polygamma.trigamma(sumA);
    for (int i = 0; i < a.length; i++) {
      gradient[i] = (a[i] - c[i]) * Polygamma.trigamma(a[i]) - common;
    }
    return value - LogGammaGap.of(sumA, sumC);
  }
}
