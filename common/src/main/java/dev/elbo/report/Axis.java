package dev.elbo.report;

/**
 * A linear axis: values from low to high onto pixels from start to end (start above end for an axis
 * that points up).
 */
record Axis(double low, double high, double start, double end, Ticks ticks) {

  /** Covers the values with a little air, and still has a length if they are as good as equal. */
  static Axis around(double least, double greatest, double start, double end) {
    double length = greatest - least;
    double size = Math.max(Math.abs(least), Math.abs(greatest));
    double air = length > 1e-6 * size ? 0.05 * length : Math.max(0.5, 0.05 * size);
    return exactly(least - air, greatest + air, start, end);
  }

  /** From low to high, low &lt; high. */
  static Axis exactly(double low, double high, double start, double end) {
    int atMost = Math.max(2, (int) (Math.abs(end - start) / 50));
    return new Axis(low, high, start, end, Ticks.nice(low, high, atMost));
  }

  /** From one whole number to another, with whole ticks. */
  static Axis whole(int first, int last, double start, double end) {
    double air = first == last ? 0.5 : 0;
    Ticks ticks = Ticks.whole(first - air, last + air, Math.max(2, (int) ((end - start) / 50)));
    return new Axis(first - air, last + air, start, end, ticks);
  }

  /** Whether a value lies on the axis; NaN does not. */
  boolean holds(double value) {
    return low <= value && value <= high;
  }

  /** The pixel of a value. */
  double at(double value) {
    return start + (value - low) / (high - low) * (end - start);
  }
}
