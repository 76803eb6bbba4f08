package dev.elbo.distribution;

import java.io.Serializable;

/** The doubles strictly between two bounds, either of which may be infinite. */
record OpenInterval(double low, double high) implements Serializable {
  static final OpenInterval REAL =
      new OpenInterval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  static final OpenInterval POSITIVE = new OpenInterval(0, Double.POSITIVE_INFINITY);
  static final OpenInterval UNIT = new OpenInterval(0, 1);

  /** Whether a double lies between the bounds. */
  boolean isEmpty() {
    return !(Math.nextUp(low) < high);
  }

  /** False for NaN. */
  boolean contains(double z) {
    return z > low && z < high;
  }

  /** The nearest double inside: what rounds to a bound, or overflows, stays in the support. */
  double clamp(double z) {
    return Math.max(Math.nextUp(low), Math.min(Math.nextDown(high), z));
  }
}
