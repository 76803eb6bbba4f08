package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.ColumnType;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;

/**
 * All features in one column: vectors of Spark ML, dense or sparse, or arrays of numbers. NaN in a
 * vector stands for a missing cell, as VectorAssembler writes it; in an array null does.
 *
 * <p>A class, since Kryo, where somebody sets it, reads no records.
 */
final class PackedColumn implements TableFeatures {
  private static final long serialVersionUID = 1;

  private static final byte SPARSE = 0;
  private static final int VECTOR_FIELDS = 4;

  private final String column;
  private final boolean isVector;
  private final int width;

  private PackedColumn(String column, boolean isVector, int width) {
    this.column = column;
    this.isVector = isVector;
    this.width = width;
  }

  /** Whether a column of this type holds more than a number a row. */
  static boolean isPacked(DataType type) {
    return isVector(type)
        || (type instanceof ArrayType array && array.elementType() instanceof NumericType);
  }

  /**
   * Finds how many features there are: what the metadata of a vector says, else what the first row
   * holds.
   *
   * @param table of one column of this name, which {@link #isPacked}
   * @param path of the table, for messages
   * @throws ElboException (data) if no row has any
   */
  static PackedColumn of(Dataset<Row> table, String column, String path) {
    boolean isVector = isVector(table.schema().apply(column).dataType());
    int known = isVector ? AttributeGroup.fromStructField(table.schema().apply(column)).size() : -1;
    int width = known >= 0 ? known : firstWidth(new PackedColumn(column, isVector, 0), table, path);
    if (width == 0) {
      throw ElboException.data(
          "Cannot train on column [%s] of [%s]: its first row holds no number. Give every row the same number of features, one or more."
              .formatted(column, path));
    }
    return new PackedColumn(column, isVector, width);
  }

  private static boolean isVector(DataType type) {
    return type.equals(SQLDataTypes.VectorType());
  }

  private static int firstWidth(PackedColumn packed, Dataset<Row> table, String path) {
    Column cell = Columns.of(table, packed.column);
    Dataset<Row> first =
        table.where(cell.isNotNull()).select(packed.select(table).toArray(Column[]::new)).limit(1);
    try {
      List<Integer> widths =
          first
              .queryExecution()
              .toRdd()
              .toJavaRDD()
              .map(row -> packed.read(row, new double[0]))
              .collect();
      if (widths.isEmpty()) {
        throw ElboException.data(
            "Cannot train on column [%s] of [%s]: no row has a value there. Give it rows."
                .formatted(packed.column, path));
      }
      return widths.get(0);
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      throw ReadFailure.of(path, e);
    }
  }

  @Override
  public List<String> columns() {
    return List.of(column);
  }

  @Override
  public List<String> names() {
    return IntStream.range(0, width).mapToObj(i -> "%s[%d]".formatted(column, i)).toList();
  }

  @Override
  public List<ColumnType> types() {
    return Collections.nCopies(width, ColumnType.DOUBLE);
  }

  @Override
  public List<Column> select(Dataset<Row> table) {
    Column cell = Columns.of(table, column);
    return List.of(isVector ? cell : cell.cast("array<double>"));
  }

  @Override
  public int read(InternalRow row, double[] cells) {
    if (row.isNullAt(0)) {
      Arrays.fill(cells, Double.NaN);
      return cells.length;
    }
    return isVector
        ? vector(row.getStruct(0, VECTOR_FIELDS), cells)
        : array(row.getArray(0), cells);
  }

  @Override
  public String text(InternalRow row, int feature) {
    if (row.isNullAt(0) || (!isVector && row.getArray(0).isNullAt(feature))) {
      return null;
    }
    double[] cells = new double[width];
    read(row, cells);
    return isVector && Double.isNaN(cells[feature]) ? null : Double.toString(cells[feature]);
  }

  /** The fields of a vector are its kind, the size of a sparse one, its indices and its values. */
  private static int vector(InternalRow vector, double[] cells) {
    ArrayData values = vector.getArray(3);
    if (vector.getByte(0) != SPARSE) {
      return array(values, cells);
    }
    int size = vector.getInt(1);
    if (size == cells.length) {
      Arrays.fill(cells, 0);
      ArrayData indices = vector.getArray(2);
      for (int i = 0; i < indices.numElements(); i++) {
        cells[indices.getInt(i)] = values.getDouble(i);
      }
    }
    return size;
  }

  private static int array(ArrayData values, double[] cells) {
    int size = values.numElements();
    for (int i = 0; size == cells.length && i < size; i++) {
      cells[i] = values.isNullAt(i) ? Double.NaN : values.getDouble(i);
    }
    return size;
  }
}
