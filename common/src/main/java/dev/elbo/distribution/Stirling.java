package dev.elbo.distribution;

/**
 * Stirling's series: ln Gamma(x) = (x - 1/2) ln x - x + ln(2 pi)/2 + correction(x) (DLMF 5.11.1),
 * for x of {@link #LEAST} or more, where eight terms reach 1e-17.
 */
final class Stirling {
  /** The least x. */
  static final double LEAST = 10;

  private static final double[] TERMS = {
    1 / 12.0,
    -1 / 360.0,
    1 / 1260.0,
    -1 / 1680.0,
    1 / 1188.0,
    -691 / 360360.0,
    1 / 156.0,
    -3617 / 122400.0
  };

  private Stirling() {}

  static double correction(double x) {
    double square = 1 / x / x;
    double sum = 0;
    for (int k = TERMS.length - 1; k >= 0; k--) {
      sum = sum * square + TERMS[k];
    }
    return sum / x;
  }

  /** The derivative of {@link #correction}. */
  static double correctionSlope(double x) {
    double square = 1 / x / x;
    double sum = 0;
    for (int k = TERMS.length - 1; k >= 0; k--) {
      sum = sum * square - (2 * k + 1) * TERMS[k];
    }
    return sum * square;
  }

  /** correctionSlope(x e^log) - correctionSlope(x), log &gt; 0, without cancellation. */
  static double slopeRise(double x, double log) {
    double square = 1 / x / x;
    double power = 1;
    double sum = 0;
    for (int k = 0; k < TERMS.length; k++) {
      power *= square;
      sum -= (2 * k + 1) * TERMS[k] * power * Math.expm1(-2 * (k + 1) * log);
    }
    return sum;
  }
}
