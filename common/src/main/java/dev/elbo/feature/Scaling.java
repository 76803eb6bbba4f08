package dev.elbo.feature;

import java.io.Serializable;
import java.util.List;

/**
 * The fitted affine map from raw cells to what the network sees, a column each: {@code (cell -
 * shift[j]) * factor[j]}, computed in double and rounded to float once. A missing cell takes {@code
 * fill[j]} first.
 *
 * @param name the setting that it was fitted for: none, unit, minmax or standard
 * @param shift one entry a column, in the units of the column
 * @param factor one entry a column; 0 maps a constant column to 0
 * @param fill the raw value of a missing cell, one entry a column; empty where missing cells are
 *     errors or dropped
 */
public record Scaling(String name, List<Double> shift, List<Double> factor, List<Double> fill)
    implements Serializable {

  public Scaling {
    shift = List.copyOf(shift);
    factor = List.copyOf(factor);
    fill = List.copyOf(fill);
    if (shift.size() != factor.size() || (!fill.isEmpty() && fill.size() != shift.size())) {
      throw new IllegalArgumentException(
          "Cannot build a scaling: shift, factor and fill have ["
              + shift.size()
              + ", "
              + factor.size()
              + ", "
              + fill.size()
              + "] columns. Give one entry a column.");
    }
  }

  /** The number of columns. */
  public int columns() {
    return shift.size();
  }

  /** The network's value of a raw cell of one column. */
  public float apply(int column, double cell) {
    return (float) ((cell - shift.get(column)) * factor.get(column));
  }

  /**
   * The raw value that {@link #apply} maps to {@code scaled}; a constant column gives its value.
   */
  public double invert(int column, double scaled) {
    double f = factor.get(column);
    return f == 0 ? shift.get(column) : scaled / f + shift.get(column);
  }
}
