package dev.elbo.job.score;

import dev.elbo.ElboException;
import dev.elbo.feature.Levels;
import dev.elbo.feature.Preparation;
import dev.elbo.feature.Preparation.Missing;
import dev.elbo.vae.likelihood.Likelihood;
import java.io.Serializable;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** Reads the features of rows of Spark as the network sees them. It belongs to one thread. */
final class RowReader implements Serializable {
  private static final long serialVersionUID = 1;

  private final StructType schema;
  private final Features.Reader raw;
  private final double[] cells;
  private final Preparation preparation;
  private final Range[] ranges;
  private final float[] least;
  private final float[] greatest;
  private final boolean hasWhole;

  /**
   * A reader of rows.
   *
   * @param schema of the rows
   * @param raw what reads their features
   * @param preparation of the model
   * @param likelihood that is going to explain the cells
   */
  RowReader(
      StructType schema, Features.Reader raw, Preparation preparation, Likelihood likelihood) {
    this.schema = schema;
    this.raw = raw;
    this.cells = new double[preparation.columns()];
    this.preparation = preparation;
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
    boolean hasNaN = false;
    for (int i = 0; i < cells.length; i++) {
      hasNaN |= Double.isNaN(cells[i]);
      target[at + i] = preparation.apply(i, cells[i]);
    }
    if (hasWhole || hasNaN || !isWithin(target, at)) {
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
      boolean isMissing = Double.isNaN(cells[i]) && raw.isMissing(row, i);
      if (isMissing && preparation.missing() == Missing.REFUSED) {
        throw bad(
            row,
            i,
            "null",
            "where a value is missing",
            "Fill the cell, or take the row out with na().drop().");
      }
      boolean isNaN = Double.isNaN(cells[i]) && !isMissing;
      if (isNaN || !(Float.isNaN(target[at + i]) || ranges[i].contains(target[at + i]))) {
        throw bad(
            row,
            i,
            raw.text(row, i),
            reason(i, target[at + i]),
            "Mend the cell, or take the row out.");
      }
    }
  }

  private String reason(int feature, float value) {
    return preparation.map(feature) instanceof Levels levels
        ? "which is none of the model's categories " + RowText.shown(levels.names())
        : ranges[feature].reason(cells[feature], value);
  }

  private ElboException bad(
      InternalRow row, int feature, String value, String reason, String remedy) {
    return ElboException.data(
        "Cannot score the row [%s]: column [%s] holds [%s], %s. %s"
            .formatted(RowText.shown(row, schema), raw.name(feature), value, reason, remedy));
  }
}
