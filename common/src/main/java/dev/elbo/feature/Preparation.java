package dev.elbo.feature;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What is done to the raw numbers of a row before the network sees them, fitted to the training
 * rows: each column is mapped, then scaled. A missing cell is NaN.
 */
public final class Preparation implements Serializable {
  private static final long serialVersionUID = 1;

  /** What a missing cell is. */
  public enum Missing {
    /** An error; rows with one are refused or left out before they come here. */
    REFUSED,
    /** The fill of its column. */
    FILLED,
    /** Missing to the network, too. */
    KEPT
  }

  private final Missing missing;
  private final String scale;
  private final ColumnMap[] maps;
  private final double[] shift;
  private final double[] factor;
  private final double[] fill;

  /**
   * Maps, then scaling.
   *
   * @param maps one a column
   * @param scaling of the mapped values; its fills are raw
   * @param missing what a missing cell is
   */
  public Preparation(List<? extends ColumnMap> maps, Scaling scaling, Missing missing) {
    this.missing = missing;
    this.scale = scaling.name();
    this.maps = maps.toArray(ColumnMap[]::new);
    this.shift = array(scaling.shift());
    this.factor = array(scaling.factor());
    this.fill = array(scaling.fill());
    if (maps.size() != scaling.columns()) {
      throw new IllegalArgumentException(
          "Cannot prepare rows: there are [%d] maps and the scaling of [%d] columns. Give one a column."
              .formatted(maps.size(), scaling.columns()));
    }
  }

  /** Scaling alone. */
  public static Preparation of(Scaling scaling) {
    return new Preparation(
        Collections.nCopies(scaling.columns(), ColumnMap.Straight.INSTANCE),
        scaling,
        scaling.fill().isEmpty() ? Missing.REFUSED : Missing.FILLED);
  }

  /** The number of columns. */
  public int columns() {
    return maps.length;
  }

  /** What a missing cell is. */
  public Missing missing() {
    return missing;
  }

  /** The map of a column. */
  public ColumnMap map(int column) {
    return maps[column];
  }

  /** The scaling of the mapped values. */
  public Scaling scaling() {
    return new Scaling(scale, list(shift), list(factor), list(fill));
  }

  /** What the network sees of a raw number, rounded to float once; NaN of a missing one. */
  public float apply(int column, double raw) {
    double cell = Double.isNaN(raw) && missing == Missing.FILLED ? fill[column] : raw;
    return (float) ((maps[column].apply(cell) - shift[column]) * factor[column]);
  }

  /** A raw number of which the network sees this; a constant column gives its value. */
  public double invert(int column, double seen) {
    double mapped = factor[column] == 0 ? shift[column] : seen / factor[column] + shift[column];
    return maps[column].invert(mapped);
  }

  /** Whether no column is mapped. */
  public boolean isScalingAlone() {
    return Arrays.stream(maps).allMatch(map -> map == ColumnMap.Straight.INSTANCE);
  }

  /** Whether all columns are scaled alike, and no more. */
  public boolean isUniform() {
    return isScalingAlone()
        && Arrays.stream(shift).allMatch(s -> s == shift[0])
        && Arrays.stream(factor).allMatch(f -> f == factor[0]);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Preparation that
        && missing == that.missing
        && Arrays.equals(maps, that.maps)
        && scaling().equals(that.scaling());
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(maps) + scaling().hashCode();
  }
}
