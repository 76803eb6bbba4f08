package dev.elbo.job.score;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** A column of numbers a feature. */
record FeatureColumns(List<String> columns) implements Features {

  @Override
  public void requireIn(StructType schema) {
    for (String column : columns) {
      Features.require(schema, column);
      if (Cell.of(schema.apply(column).dataType()).isEmpty()) {
        throw Features.wrongType(schema, column, "Cast it to a number, such as double.");
      }
    }
  }

  @Override
  public Reader in(StructType schema) {
    return new ByColumn(columns, schema);
  }

  private static final class ByColumn implements Reader {
    private static final long serialVersionUID = 1;

    private final String[] names;
    private final int[] places;
    private final DataType[] types;
    private final Cell[] kinds;

    ByColumn(List<String> columns, StructType schema) {
      names = columns.toArray(String[]::new);
      places = columns.stream().mapToInt(schema::fieldIndex).toArray();
      types = columns.stream().map(c -> schema.apply(c).dataType()).toArray(DataType[]::new);
      kinds = columns.stream().map(c -> kind(schema, c)).toArray(Cell[]::new);
    }

    private static Cell kind(StructType schema, String column) {
      return Cell.of(schema.apply(column).dataType()).orElseThrow();
    }

    @Override
    public void read(InternalRow row, double[] cells) {
      for (int i = 0; i < places.length; i++) {
        int place = places[i];
        cells[i] = row.isNullAt(place) ? Double.NaN : kinds[i].read(row, place, types[i]);
      }
    }

    @Override
    public boolean isMissing(InternalRow row, int feature) {
      return row.isNullAt(places[feature]);
    }

    @Override
    public String name(int feature) {
      return names[feature];
    }
  }
}
