package dev.elbo.distribution;

import java.util.function.DoublePredicate;

/** Inverts monotone functions by bisection over the doubles in their order: at most 64 steps. */
final class Inversion {
  private Inversion() {}

  /** The least double in the interval that is at or past the point looked for, or the last one. */
  static double first(OpenInterval interval, DoublePredicate isPast) {
    long low = ordinal(Math.nextUp(interval.low())) - 1;
    long high = ordinal(Math.nextDown(interval.high()));
    while (low + 1 < high) {
      long middle = Math.floorDiv(low, 2) + Math.floorDiv(high, 2) + (low & high & 1);
      if (isPast.test(ofOrdinal(middle))) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return ofOrdinal(high);
  }

  private static long ordinal(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits >= 0 ? bits : Long.MIN_VALUE - bits;
  }

  private static double ofOrdinal(long ordinal) {
    return Double.longBitsToDouble(ordinal >= 0 ? ordinal : Long.MIN_VALUE - ordinal);
  }
}
