package dev.elbo.report;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis that is linear or logarithmic: values from low to high onto pixels from start to end.
 *
 * @param kind how values are spaced
 * @param low positive if logarithmic
 * @param high above low
 * @param start the pixel of low
 * @param end the pixel of high
 */
record Scale(Kind kind, double low, double high, double start, double end) {

  /** How values are spaced. */
  enum Kind {
    LINEAR,
    LOGARITHMIC
  }

  private static final double ROOM = 50;

  /** The pixel of a value. */
  double at(double value) {
    return start + (of(value) - of(low)) / (of(high) - of(low)) * (end - start);
  }

  /** Whether a value lies on the axis; NaN does not. */
  boolean holds(double value) {
    return low <= value && value <= high;
  }

  /** Round numbers on the axis with their labels. */
  List<Tick> ticks() {
    int atMost = Math.max(2, (int) (Math.abs(end - start) / ROOM));
    if (kind == Kind.LINEAR) {
      Ticks ticks = Ticks.nice(low, high, atMost);
      return ticks.values().stream().map(value -> new Tick(value, ticks.label(value))).toList();
    }
    double decades = Math.log10(high / low);
    List<Tick> ticks = new ArrayList<>();
    int every = (int) Math.max(1, Math.ceil(decades / atMost));
    for (int e = (int) Math.floor(Math.log10(low)); e <= Math.ceil(Math.log10(high)); e++) {
      for (int mantissa : decades < 2.5 ? new int[] {1, 2, 5} : new int[] {1}) {
        double value = e < 0 ? mantissa / Math.pow(10, -e) : mantissa * Math.pow(10, e);
        if (holds(value) && Math.floorMod(e, every) == 0) {
          ticks.add(new Tick(value, label(value, e)));
        }
      }
    }
    return ticks;
  }

  /** A round number and its text. */
  record Tick(double value, String label) {}

  private static String label(double value, int exponent) {
    return exponent >= 0 ? Numbers.grouped(Math.round(value)) : Numbers.fixed(value, -exponent);
  }

  private double of(double value) {
    return kind == Kind.LOGARITHMIC ? Math.log10(value) : value;
  }
}
