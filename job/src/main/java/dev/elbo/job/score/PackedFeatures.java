package dev.elbo.job.score;

import dev.elbo.ElboException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * All features in one column: an array of numbers, a vector of Spark ML, or binary, a byte from 0
 * to 255 each. NaN in a vector stands for a missing cell, as VectorAssembler writes it.
 *
 * @param column its name
 * @param count of features
 */
record PackedFeatures(String column, int count) implements Features {

  @Override
  public List<String> columns() {
    return List.of(column);
  }

  @Override
  public void requireIn(StructType schema) {
    Features.require(schema, column);
    DataType type = schema.apply(column).dataType();
    boolean isArray = type instanceof ArrayType array && Cell.of(array.elementType()).isPresent();
    if (!isArray && !isVector(type) && !(type instanceof BinaryType)) {
      throw Features.wrongType(
          schema,
          column,
          "Give a column of arrays of numbers or of vectors, or a binary one with a byte a feature.");
    }
  }

  @Override
  public Reader in(StructType schema) {
    int place = schema.fieldIndex(column);
    DataType type = schema.apply(column).dataType();
    if (isVector(type)) {
      return new OfVector(column, place);
    }
    return type instanceof ArrayType array
        ? new OfArray(column, place, array.elementType())
        : new OfBytes(column, place);
  }

  private static boolean isVector(DataType type) {
    return type.equals(SQLDataTypes.VectorType());
  }

  /** Reads one column. Classes, since Kryo, where somebody sets it, reads no records. */
  private abstract static class OfColumn implements Reader {
    private static final long serialVersionUID = 1;

    final String column;
    final int place;

    OfColumn(String column, int place) {
      this.column = column;
      this.place = place;
    }

    @Override
    public final void read(InternalRow row, double[] cells) {
      if (row.isNullAt(place)) {
        Arrays.fill(cells, Double.NaN);
        return;
      }
      int found = count(row);
      if (found != cells.length) {
        throw ElboException.data(
            "Cannot score a row: column [%s] holds [%d] numbers, and the model has [%d] features. Mend the cell, or take the row out."
                .formatted(column, found, cells.length));
      }
      fill(row, cells);
    }

    @Override
    public final boolean isMissing(InternalRow row, int feature) {
      return row.isNullAt(place) || isElementMissing(row, feature);
    }

    @Override
    public final String name(int feature) {
      return "%s[%d]".formatted(column, feature);
    }

    @Override
    public final String text(InternalRow row, int feature) {
      double[] cells = new double[count(row)];
      fill(row, cells);
      return Double.toString(cells[feature]);
    }

    abstract int count(InternalRow row);

    /** Of a row that is not null and has as many numbers. */
    abstract void fill(InternalRow row, double[] cells);

    abstract boolean isElementMissing(InternalRow row, int feature);
  }

  private static final class OfArray extends OfColumn {
    private static final long serialVersionUID = 1;

    private final DataType type;
    private final Cell kind;

    OfArray(String column, int place, DataType type) {
      super(column, place);
      this.type = type;
      this.kind = Cell.of(type).orElseThrow();
    }

    @Override
    int count(InternalRow row) {
      return row.getArray(place).numElements();
    }

    @Override
    void fill(InternalRow row, double[] cells) {
      ArrayData array = row.getArray(place);
      for (int i = 0; i < cells.length; i++) {
        cells[i] = array.isNullAt(i) ? Double.NaN : kind.read(array, i, type);
      }
    }

    @Override
    boolean isElementMissing(InternalRow row, int feature) {
      return row.getArray(place).isNullAt(feature);
    }
  }

  private static final class OfBytes extends OfColumn {
    private static final long serialVersionUID = 1;

    OfBytes(String column, int place) {
      super(column, place);
    }

    @Override
    int count(InternalRow row) {
      return row.getBinary(place).length;
    }

    @Override
    void fill(InternalRow row, double[] cells) {
      byte[] bytes = row.getBinary(place);
      for (int i = 0; i < cells.length; i++) {
        cells[i] = bytes[i] & 0xFF;
      }
    }

    @Override
    boolean isElementMissing(InternalRow row, int feature) {
      return false;
    }
  }

  /** The fields of a vector are its kind, the size of a sparse one, its indices and its values. */
  private static final class OfVector extends OfColumn {
    private static final long serialVersionUID = 1;

    private static final int FIELDS = 4;
    private static final byte SPARSE = 0;

    OfVector(String column, int place) {
      super(column, place);
    }

    @Override
    int count(InternalRow row) {
      InternalRow vector = row.getStruct(place, FIELDS);
      return vector.getByte(0) == SPARSE ? vector.getInt(1) : vector.getArray(3).numElements();
    }

    @Override
    void fill(InternalRow row, double[] cells) {
      InternalRow vector = row.getStruct(place, FIELDS);
      boolean isSparse = vector.getByte(0) == SPARSE;
      ArrayData values = vector.getArray(3);
      ArrayData indices = isSparse ? vector.getArray(2) : null;
      Arrays.fill(cells, 0);
      for (int i = 0; i < values.numElements(); i++) {
        cells[isSparse ? indices.getInt(i) : i] = values.getDouble(i);
      }
    }

    @Override
    boolean isElementMissing(InternalRow row, int feature) {
      return true; // Asked of cells that hold NaN.
    }
  }
}
