package dev.elbo.distribution.transform;

/** The doubles inside of an open range: nothing rounds to its edge. */
final class Ranges {
  private static final double BELOW_ONE = Math.nextDown(1.0);

  private Ranges() {}

  static double positive(double y) {
    return Math.min(Math.max(y, Double.MIN_VALUE), Double.MAX_VALUE);
  }

  static double unit(double y) {
    return Math.min(Math.max(y, Double.MIN_VALUE), BELOW_ONE);
  }

  /** Between -1 and 1. */
  static double symmetric(double y) {
    return Math.min(Math.max(y, -BELOW_ONE), BELOW_ONE);
  }
}
