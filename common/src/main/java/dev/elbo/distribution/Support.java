package dev.elbo.distribution;

/** Draws moved by a rounding into the open support, whose ends doubles round to. */
final class Support {
  private static final double BELOW_ONE = Math.nextDown(1.0);

  private Support() {}

  /** The smallest positive double instead of 0, the largest finite one instead of infinity. */
  static double positive(double z) {
    return Math.min(Math.max(z, Double.MIN_VALUE), Double.MAX_VALUE);
  }

  /** The smallest positive double instead of 0, the nearest below 1 instead of 1. */
  static double unit(double z) {
    return Math.min(Math.max(z, Double.MIN_VALUE), BELOW_ONE);
  }

  /** The largest finite doubles instead of infinities. */
  static double real(double z) {
    return Math.min(Math.max(z, -Double.MAX_VALUE), Double.MAX_VALUE);
  }
}
