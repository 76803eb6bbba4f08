package dev.elbo.job.score;

import dev.elbo.feature.ColumnType;
import dev.elbo.feature.Levels;
import dev.elbo.feature.Preparation;
import dev.elbo.feature.Schema;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Some;

/**
 * Makes cells of the data, in Spark's representation, of what the network gives for a column: the
 * way back from {@link Preparation}. Numbers of whole types are rounded, and cut to what the type
 * holds.
 */
final class DataCells implements Serializable {
  private static final long serialVersionUID = 1;

  private static final double MICROSECONDS = 1e6;

  private final Preparation preparation;
  private final String[] names;
  private final DataType[] types;
  private final ColumnType.Kind[] kinds;

  DataCells(Schema schema, Preparation preparation) {
    this.preparation = preparation;
    int n = schema.features();
    this.names = schema.columns().toArray(String[]::new);
    this.types = new DataType[n];
    this.kinds = new ColumnType.Kind[n];
    for (int i = 0; i < n; i++) {
      ColumnType type = schema.type(i);
      types[i] = DataType.fromDDL(type.name());
      kinds[i] = type.kind();
    }
  }

  /** Whether every column is of doubles. */
  boolean areDoubles() {
    return List.of(types).stream().allMatch(DataTypes.DoubleType::equals)
        && List.of(kinds).stream().allMatch(kind -> kind == ColumnType.Kind.NUMBER);
  }

  /** The columns, each of its type. */
  StructType schema() {
    StructType schema = new StructType();
    for (int i = 0; i < names.length; i++) {
      schema = schema.add(names[i], types[i], true);
    }
    return schema;
  }

  /** The number of columns. */
  int count() {
    return names.length;
  }

  /** A column in its units, as a number. */
  double number(int column, double seen) {
    return preparation.invert(column, seen);
  }

  /** The cell of a column; null where the network gives no number, or for other categories. */
  Object cell(int column, double seen) {
    if (Double.isNaN(seen)) {
      return types[column].equals(DataTypes.DoubleType) ? Double.NaN : null;
    }
    return switch (kinds[column]) {
      case NUMBER -> number(types[column], number(column, seen));
      case CATEGORY -> category(column, seen);
      case BOOLEAN -> number(column, seen) >= 0.5;
      case DATE -> (int) Math.round(number(column, seen));
      case TIMESTAMP -> Math.round(number(column, seen) * MICROSECONDS);
    };
  }

  /** Other categories have no number, so where categories are numbers they are null. */
  private Object category(int column, double code) {
    String text =
        preparation.map(column) instanceof Levels levels
            ? levels.name((int) code)
            : Long.toString((long) number(column, code));
    UTF8String value = UTF8String.fromString(text);
    if (types[column].equals(DataTypes.StringType)) {
      return value;
    }
    Literal literal = new Literal(value, DataTypes.StringType);
    return new Cast(literal, types[column], new Some<>("UTC"), EvalMode.LEGACY()).eval(null);
  }

  private static Object number(DataType type, double value) {
    if (type.equals(DataTypes.DoubleType)) {
      return value;
    } else if (type.equals(DataTypes.FloatType)) {
      return (float) value;
    } else if (type.equals(DataTypes.IntegerType)) {
      return (int) cut(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (type.equals(DataTypes.LongType)) {
      return Math.round(value);
    } else if (type.equals(DataTypes.ShortType)) {
      return (short) cut(value, Short.MIN_VALUE, Short.MAX_VALUE);
    } else if (type.equals(DataTypes.ByteType)) {
      return (byte) cut(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
    } else {
      return decimal((DecimalType) type, value);
    }
  }

  private static long cut(double value, long least, long greatest) {
    return Math.max(least, Math.min(greatest, Math.round(value)));
  }

  private static Decimal decimal(DecimalType type, double value) {
    BigDecimal greatest =
        BigDecimal.TEN
            .pow(type.precision() - type.scale())
            .subtract(BigDecimal.ONE.movePointLeft(type.scale()));
    BigDecimal exact = Double.isInfinite(value) ? greatest : BigDecimal.valueOf(value);
    BigDecimal rounded = exact.setScale(type.scale(), RoundingMode.HALF_EVEN);
    BigDecimal within = rounded.min(greatest).max(greatest.negate());
    return Decimal.apply(within, type.precision(), type.scale());
  }
}
