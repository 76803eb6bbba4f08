package dev.elbo.distribution;

/**
 * dz/da of a Gamma(a, 1) draw for large a: sum_k v_k(w) a^-k with w = ln(z/a).
 *
 * <p>The velocity v = dz/da moves the density: d p/da + d(p v)/dz = 0. With psi(a) - ln a = sum_k
 * c_k a^-k this is
 *
 * <pre>
 *   v_0 = w / (1 - e^-w),   v_{k+1} = (c_{k+1} e^w + v_k - dv_k/dw) / (1 - e^w)
 * </pre>
 *
 * <p>and each v_k is a power series in w that converges for |w| &lt; 2 pi.
 */
final class GammaExpansion {
  private static final int ORDERS = 8;
  private static final int POWERS = 24;
  private static final double[] DIGAMMA = {
    0, -1 / 2.0, -1 / 12.0, 0, 1 / 120.0, 0, -1 / 252.0, 0, 1 / 240.0
  };

  private final double[][] coefficients = new double[ORDERS][];

  GammaExpansion() {
    int length = POWERS + 2 * ORDERS;
    double[] exponential = new double[length + 1];
    exponential[0] = 1;
    for (int j = 1; j <= length; j++) {
      exponential[j] = exponential[j - 1] / j;
    }
    // w / (1 - e^-w) = e^w / ((e^w - 1) / w)
    coefficients[0] = quotient(exponential, exponential, length);
    for (int k = 1; k < ORDERS; k++) {
      double[] last = coefficients[k - 1];
      double[] numerator = new double[last.length - 2];
      for (int j = 0; j < numerator.length; j++) {
        // The constant term is 0 by construction: divide both by w.
        numerator[j] = -(DIGAMMA[k] * exponential[j + 1] + last[j + 1] - (j + 2) * last[j + 2]);
      }
      coefficients[k] = quotient(numerator, exponential, numerator.length);
    }
  }

  /** The power series of numerator / ((e^w - 1) / w). */
  private static double[] quotient(double[] numerator, double[] exponential, int length) {
    double[] result = new double[length];
    for (int j = 0; j < length; j++) {
      double rest = numerator[j];
      for (int i = 1; i <= j; i++) {
        rest -= exponential[i + 1] * result[j - i];
      }
      result[j] = rest;
    }
    return result;
  }

  /** dz/da; a of 100 or more and |w| below 1/2 give 1e-15. */
  double value(double a, double w) {
    double sum = 0;
    for (int k = ORDERS - 1; k >= 0; k--) {
      double v = 0;
      for (int j = POWERS - 1; j >= 0; j--) {
        v = v * w + coefficients[k][j];
      }
      sum = sum / a + v;
    }
    return sum;
  }
}
