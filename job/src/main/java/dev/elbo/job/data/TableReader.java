package dev.elbo.job.data;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Reads the selected rows of a table: the features, then the text of the label, then the file. A
 * class, since Kryo, where somebody sets it, reads no records.
 */
final class TableReader implements Serializable {
  private static final long serialVersionUID = 1;

  private final TableFeatures features;
  private final CellReader cells;
  private final int numbers;
  private final int selected;

  TableReader(TableFeatures features, CellReader cells) {
    this.features = features;
    this.cells = cells;
    this.numbers = features.names().size();
    this.selected = features.columns().size();
  }

  /** A reader of the same that has read nothing. */
  TableReader another() {
    return new TableReader(features, cells.another());
  }

  /** The columns of a selected row. */
  int width() {
    return selected + 2;
  }

  /** The row, or the first thing that is wrong with it. */
  ParsedRow read(InternalRow row) {
    String label = row.isNullAt(selected) ? null : row.getString(selected);
    String file = row.getString(selected + 1);
    double[] values = new double[numbers];
    int found = features.read(row, values);
    if (found != numbers) {
      return ParsedRow.bad(
          new Problem(
              file,
              features.columns().get(0),
              found + " numbers",
              "where [%d] are expected".formatted(numbers),
              "Give every row the same number of features."));
    }
    return cells.read(file, values, i -> features.text(row, i), label);
  }
}
