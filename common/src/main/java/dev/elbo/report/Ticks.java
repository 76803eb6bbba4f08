package dev.elbo.report;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Round numbers for an axis: the multiples of 1, 2 or 5 times a power of ten inside an interval.
 *
 * @param values ascending
 * @param decimals what a label needs to be exact
 */
record Ticks(List<Double> values, int decimals) {
  private static final int[] MANTISSAS = {1, 2, 5};

  /** The finest round numbers in [low, high], low &lt; high, that are at most {@code atMost}. */
  static Ticks nice(double low, double high, int atMost) {
    int exponent = (int) Math.floor(Math.log10((high - low) / atMost)) - 1;
    return from(low, high, atMost, exponent);
  }

  /** The same among whole numbers. */
  static Ticks whole(double low, double high, int atMost) {
    int exponent = (int) Math.floor(Math.log10((high - low) / atMost)) - 1;
    return from(low, high, atMost, Math.max(0, exponent));
  }

  private static Ticks from(double low, double high, int atMost, int leastExponent) {
    for (int exponent = leastExponent; ; exponent++) {
      for (int mantissa : MANTISSAS) {
        double step = scale(mantissa, exponent);
        // The slack keeps an end that is a round number but for rounding.
        long first = (long) Math.ceil(low / step - 1e-9);
        long last = (long) Math.floor(high / step + 1e-9);
        if (last - first < atMost) {
          int e = exponent;
          return new Ticks(
              LongStream.rangeClosed(first, last).mapToObj(i -> scale(i * mantissa, e)).toList(),
              Math.max(0, -exponent));
        }
      }
    }
  }

  /** Divides by a power of ten rather than multiply by its inexact inverse. */
  private static double scale(long whole, int exponent) {
    return exponent < 0 ? whole / Math.pow(10, -exponent) : whole * Math.pow(10, exponent);
  }

  /** The text of one of the values. */
  String label(double value) {
    return Numbers.typographic(
        Math.abs(value) >= 1e7 || decimals > 5
            ? Numbers.significant(value, 3)
            : Numbers.fixed(value, decimals));
  }
}
