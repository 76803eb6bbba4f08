package dev.elbo.job.score;

import dev.elbo.feature.CategoryKey;
import dev.elbo.feature.ColumnType;
import dev.elbo.feature.Schema;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A column a feature.
 *
 * @param model the schema of the model's rows
 */
record FeatureColumns(Schema model) implements Features {
  /** Types whose texts are the same for the same number. */
  private static final List<String> WHOLE = List.of("tinyint", "smallint", "int", "bigint");

  @Override
  public List<String> columns() {
    return model.columns();
  }

  @Override
  public void requireIn(StructType schema) {
    for (int i = 0; i < model.features(); i++) {
      String column = model.columns().get(i);
      Features.require(schema, column);
      requireType(schema, column, model.type(i));
    }
  }

  private static void requireType(StructType schema, String column, ColumnType trained) {
    DataType type = schema.apply(column).dataType();
    String name = type.simpleString();
    switch (trained.kind()) {
      case NUMBER -> {
        if (Cell.of(type).isEmpty()) {
          throw Features.wrongType(schema, column, "Cast it to a number, such as double.");
        }
      }
      case CATEGORY -> {
        boolean isSame = name.equals(trained.name());
        boolean isWhole = WHOLE.contains(trained.name()) || trained.name().equals("string");
        if (!isSame && !(isWhole && (WHOLE.contains(name) || name.equals("string")))) {
          throw Features.wrongType(schema, column, cast(trained));
        }
      }
      case BOOLEAN, DATE, TIMESTAMP -> {
        if (!name.equals(trained.name())) {
          throw Features.wrongType(schema, column, cast(trained));
        }
      }
    }
  }

  private static String cast(ColumnType trained) {
    return "Cast it to [%s], as which the model knows it.".formatted(trained.name());
  }

  @Override
  public Reader in(StructType schema) {
    return new ByColumn(model, schema);
  }

  private static final class ByColumn implements Reader {
    private static final long serialVersionUID = 1;

    private final String[] names;
    private final int[] places;
    private final DataType[] types;

    /** Null where a column holds categories. */
    private final Cell[] kinds;

    private final CellText[] texts;

    ByColumn(Schema model, StructType schema) {
      names = model.columns().toArray(String[]::new);
      places = model.columns().stream().mapToInt(schema::fieldIndex).toArray();
      types =
          model.columns().stream()
              .map(column -> schema.apply(column).dataType())
              .toArray(DataType[]::new);
      kinds =
          IntStream.range(0, types.length)
              .mapToObj(i -> kind(model.type(i).kind(), types[i]))
              .toArray(Cell[]::new);
      String zone = SQLConf.get().sessionLocalTimeZone();
      texts =
          IntStream.range(0, types.length)
              .mapToObj(i -> new CellText(types[i], zone))
              .toArray(CellText[]::new);
    }

    private static Cell kind(ColumnType.Kind kind, DataType type) {
      return switch (kind) {
        case CATEGORY -> null;
        case BOOLEAN -> Cell.TRUTH;
        case DATE -> Cell.INTEGER;
        case TIMESTAMP -> Cell.TIMESTAMP;
        case NUMBER -> Cell.of(type).orElseThrow();
      };
    }

    @Override
    public void read(InternalRow row, double[] cells) {
      for (int i = 0; i < places.length; i++) {
        int place = places[i];
        cells[i] = row.isNullAt(place) ? Double.NaN : number(row, i);
      }
    }

    private double number(InternalRow row, int i) {
      return kinds[i] == null
          ? CategoryKey.of(texts[i].of(row, places[i]))
          : kinds[i].read(row, places[i], types[i]);
    }

    @Override
    public boolean isMissing(InternalRow row, int feature) {
      return row.isNullAt(places[feature]);
    }

    @Override
    public String name(int feature) {
      return names[feature];
    }

    @Override
    public String text(InternalRow row, int feature) {
      return kinds[feature] == null
          ? texts[feature].of(row, places[feature])
          : Double.toString(number(row, feature));
    }
  }
}
