package dev.elbo.job.data;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** A column of numbers a feature. A class, since Kryo, where somebody sets it, reads no records. */
final class NumberColumns implements TableFeatures {
  private static final long serialVersionUID = 1;

  private final String[] columns;

  NumberColumns(List<String> columns) {
    this.columns = columns.toArray(String[]::new);
  }

  @Override
  public List<String> columns() {
    return List.of(columns);
  }

  @Override
  public List<String> names() {
    return List.of(columns);
  }

  @Override
  public List<Column> select(Dataset<Row> table) {
    return columns().stream().map(name -> Columns.of(table, name).cast("double")).toList();
  }

  @Override
  public int read(InternalRow row, double[] cells) {
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.isNullAt(i) ? Double.NaN : row.getDouble(i);
    }
    return cells.length;
  }

  @Override
  public boolean isMissing(InternalRow row, int feature) {
    return row.isNullAt(feature);
  }
}
