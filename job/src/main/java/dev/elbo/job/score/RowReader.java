package dev.elbo.job.score;

import dev.elbo.ElboException;
import dev.elbo.feature.Scaling;
import dev.elbo.vae.likelihood.Likelihood;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** Reads the features of rows of Spark as the network sees them. It belongs to one thread. */
final class RowReader implements Serializable {
  private static final long serialVersionUID = 1;

  private final StructType schema;
  private final Features.Reader raw;
  private final double[] cells;
  private final double[] shift;
  private final double[] factor;
  private final double[] fill;
  private final Range[] ranges;
  private final float[] least;
  private final float[] greatest;
  private final boolean hasWhole;

  /**
   * A reader of rows.
   *
   * @param schema of the rows
   * @param raw what reads their features
   * @param scaling of the model
   * @param likelihood that is going to explain the cells
   */
  RowReader(StructType schema, Features.Reader raw, Scaling scaling, Likelihood likelihood) {
    this.schema = schema;
    this.raw = raw;
    this.cells = new double[scaling.columns()];
    this.shift = array(scaling.shift());
    this.factor = array(scaling.factor());
    this.fill = array(scaling.fill());
    this.ranges =
        IntStream.range(0, cells.length)
            .mapToObj(i -> Range.of(likelihood, i))
            .toArray(Range[]::new);
    this.least = new float[cells.length];
    this.greatest = new float[cells.length];
    boolean anyWhole = false;
    for (int i = 0; i < cells.length; i++) {
      least[i] = ranges[i].least();
      greatest[i] = ranges[i].greatest();
      anyWhole |= ranges[i].isWhole();
    }
    this.hasWhole = anyWhole;
  }

  /**
   * Reads a row.
   *
   * @param target receives a number a feature from position {@code at}
   * @throws ElboException (data) if a cell is missing, or none that the model can explain
   */
  void read(InternalRow row, float[] target, int at) {
    raw.read(row, cells);
    for (int i = 0; i < cells.length; i++) {
      target[at + i] = (float) ((cells[i] - shift[i]) * factor[i]);
    }
    if (hasWhole || !isWithin(target, at)) {
      check(row, target, at);
    }
  }

  /** False for NaN, too. */
  private boolean isWithin(float[] target, int at) {
    for (int i = 0; i < least.length; i++) {
      float value = target[at + i];
      if (!(value >= least[i] && value <= greatest[i])) {
        return false;
      }
    }
    return true;
  }

  private void check(InternalRow row, float[] target, int at) {
    for (int i = 0; i < cells.length; i++) {
      if (Double.isNaN(cells[i]) && raw.isMissing(row, i)) {
        cells[i] = fill(row, i);
        target[at + i] = (float) ((cells[i] - shift[i]) * factor[i]);
      }
      if (!ranges[i].contains(target[at + i])) {
        throw bad(
            row,
            i,
            Double.toString(cells[i]),
            ranges[i].reason(cells[i], target[at + i]),
            "Mend the cell, or take the row out.");
      }
    }
  }

  private double fill(InternalRow row, int feature) {
    if (fill.length == 0) {
      throw bad(
          row,
          feature,
          "null",
          "where a value is missing",
          "Fill the cell, or take the row out with na().drop().");
    }
    return fill[feature];
  }

  private ElboException bad(
      InternalRow row, int feature, String value, String reason, String remedy) {
    return ElboException.data(
        "Cannot score the row [%s]: column [%s] holds [%s], %s. %s"
            .formatted(RowText.shown(row, schema), raw.name(feature), value, reason, remedy));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
