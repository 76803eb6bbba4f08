package dev.elbo.vae.likelihood;

import java.util.function.DoubleUnaryOperator;

/** Counts by inverting their distribution function. */
final class Counts {
  /** Up to here every whole number is a double; no distribution function is below 1 there. */
  private static final double MOST = 0x1p52;

  private Counts() {}

  /** The least count whose distribution function reaches u. */
  static double quantile(DoubleUnaryOperator cumulative, double u) {
    double high = 0;
    while (high < MOST && cumulative.applyAsDouble(high) < u) {
      high = 2 * high + 1;
    }
    // The one before the last doubling was too small.
    double low = Math.floor(high / 2) - 1;
    while (high - low > 1) {
      double middle = Math.floor(low + (high - low) / 2);
      if (cumulative.applyAsDouble(Math.max(0, middle)) < u) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
