package dev.elbo.job.data;

import dev.elbo.feature.ColumnType;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;

/**
 * A column a feature: numbers, and what becomes one. A class, since Kryo, where somebody sets it,
 * reads no records.
 */
final class CellColumns implements TableFeatures {
  private static final long serialVersionUID = 1;

  private final String[] columns;
  private final String[] types;
  private final boolean[] isCategory;

  CellColumns(List<String> columns, List<ColumnType> types) {
    this.columns = columns.toArray(String[]::new);
    this.types = types.stream().map(ColumnType::text).toArray(String[]::new);
    this.isCategory = new boolean[this.columns.length];
    for (int i = 0; i < isCategory.length; i++) {
      isCategory[i] = types.get(i).kind() == ColumnType.Kind.CATEGORY;
    }
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
  public List<ColumnType> types() {
    return IntStream.range(0, types.length).mapToObj(i -> ColumnType.parse(types[i])).toList();
  }

  @Override
  public List<Column> select(Dataset<Row> table) {
    return IntStream.range(0, columns.length).mapToObj(i -> cell(table, i)).toList();
  }

  private Column cell(Dataset<Row> table, int i) {
    Column column = Columns.of(table, columns[i]);
    return switch (ColumnType.parse(types[i]).kind()) {
      case CATEGORY -> column.cast("string");
      case DATE -> functions.unix_date(column).cast("double");
      case NUMBER, BOOLEAN, TIMESTAMP -> column.cast("double");
    };
  }

  @Override
  public int read(InternalRow row, double[] cells) {
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.isNullAt(i) || isCategory[i] ? Double.NaN : row.getDouble(i);
    }
    return cells.length;
  }

  @Override
  public String text(InternalRow row, int feature) {
    if (row.isNullAt(feature)) {
      return null;
    }
    return isCategory[feature] ? row.getString(feature) : Double.toString(row.getDouble(feature));
  }
}
