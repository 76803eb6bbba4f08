package dev.elbo.distribution;

/**
 * The modified Bessel functions I0 and I1 in the forms that do not overflow: I0(k) e^-k, A = I1/I0,
 * 1 - A and dA/dk. Power series (DLMF 10.25.2) below {@value #LARGE}; above, the series in 1/k of
 * I0 (DLMF 10.40.1) and of A, the latter from dA/dk = 1 - A/k - A^2.
 */
final class BesselRatio {
  private static final double LARGE = 25;
  private static final int TERMS = 40;

  /** A = sum_j RATIO[j] k^-j. */
  private static final double[] RATIO = ratioSeries();

  private BesselRatio() {}

  /** I0(k) e^-k, k of 0 or more. */
  static double scaledI0(double k) {
    if (k < LARGE) {
      return series(0, k) * Math.exp(-k);
    }
    double term = 1;
    double sum = 1;
    for (int j = 1; j < TERMS; j++) {
      double odd = 2 * j - 1;
      term *= odd * odd / (8 * k * j);
      sum += term;
    }
    return sum / Math.sqrt(2 * Math.PI * k);
  }

  /** A(k) = I1(k) / I0(k). */
  static double of(double k) {
    return k < LARGE ? 0.5 * k * series(1, k) / series(0, k) : 1 - complement(k);
  }

  /** 1 - A(k). */
  static double complement(double k) {
    if (k < LARGE) {
      return 1 - of(k);
    }
    double sum = 0;
    for (int j = TERMS - 1; j > 0; j--) {
      sum = (sum + RATIO[j]) / k;
    }
    return -sum;
  }

  /** dA/dk. */
  static double slope(double k) {
    if (k < LARGE) {
      double over = 0.5 * series(1, k) / series(0, k);
      return 1 - over - over * over * k * k;
    }
    double sum = 0;
    for (int j = TERMS - 1; j > 0; j--) {
      sum = (sum - j * RATIO[j]) / k;
    }
    return sum / k;
  }

  /** sum_j (k^2/4)^j / (j! (j + order)!): I_order(k) without its leading power. */
  private static double series(int order, double k) {
    double quarter = 0.25 * k * k;
    double term = 1;
    double sum = 1;
    for (int j = 1; term > 0x1p-55 * sum; j++) {
      term *= quarter / j / (j + order);
      sum += term;
    }
    return sum;
  }

  private static double[] ratioSeries() {
    double[] c = new double[TERMS];
    c[0] = 1;
    for (int j = 1; j < TERMS; j++) {
      double products = 0;
      for (int i = 1; i < j; i++) {
        products += c[i] * c[j - i];
      }
      c[j] = 0.5 * ((j - 2) * c[j - 1] - products);
    }
    return c;
  }
}
