package dev.elbo.job.score;

import dev.elbo.ElboException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * All features in one column: an array of numbers, or binary, a byte from 0 to 255 each.
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
    if (!isArray && !(type instanceof BinaryType)) {
      throw Features.wrongType(
          schema,
          column,
          "Give a column of arrays of numbers, or a binary one with a byte a feature.");
    }
  }

  @Override
  public Reader in(StructType schema) {
    int place = schema.fieldIndex(column);
    return schema.apply(column).dataType() instanceof ArrayType array
        ? new OfArray(
            column, place, Cell.of(array.elementType()).orElseThrow(), array.elementType())
        : new OfBytes(column, place);
  }

  private static void requireCount(String column, int found, int needed) {
    if (found != needed) {
      throw ElboException.data(
          "Cannot score a row: column [%s] holds [%d] numbers, and the model has [%d] features. Mend the cell, or take the row out."
              .formatted(column, found, needed));
    }
  }

  private static String element(String column, int feature) {
    return "%s[%d]".formatted(column, feature);
  }

  private record OfArray(String column, int place, Cell kind, DataType type) implements Reader {
    @Override
    public void read(InternalRow row, double[] cells) {
      if (row.isNullAt(place)) {
        Arrays.fill(cells, Double.NaN);
        return;
      }
      ArrayData array = row.getArray(place);
      requireCount(column, array.numElements(), cells.length);
      for (int i = 0; i < cells.length; i++) {
        cells[i] = array.isNullAt(i) ? Double.NaN : kind.read(array, i, type);
      }
    }

    @Override
    public boolean isMissing(InternalRow row, int feature) {
      return row.isNullAt(place) || row.getArray(place).isNullAt(feature);
    }

    @Override
    public String name(int feature) {
      return element(column, feature);
    }
  }

  private record OfBytes(String column, int place) implements Reader {
    @Override
    public void read(InternalRow row, double[] cells) {
      if (row.isNullAt(place)) {
        Arrays.fill(cells, Double.NaN);
        return;
      }
      byte[] bytes = row.getBinary(place);
      requireCount(column, bytes.length, cells.length);
      for (int i = 0; i < cells.length; i++) {
        cells[i] = bytes[i] & 0xFF;
      }
    }

    @Override
    public boolean isMissing(InternalRow row, int feature) {
      return row.isNullAt(place);
    }

    @Override
    public String name(int feature) {
      return element(column, feature);
    }
  }
}
