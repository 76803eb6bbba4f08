package dev.elbo.job.score;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** How what some type of Spark holds is read as a number where it lies. */
enum Cell {
  DOUBLE {
    @Override
    double read(SpecializedGetters cells, int at, DataType type) {
      return cells.getDouble(at);
    }
  },
  FLOAT {
    @Override
    double read(SpecializedGetters cells, int at, DataType type) {
      return cells.getFloat(at);
    }
  },
  BYTE {
    @Override
    double read(SpecializedGetters cells, int at, DataType type) {
      return cells.getByte(at);
    }
  },
  SHORT {
    @Override
    double read(SpecializedGetters cells, int at, DataType type) {
      return cells.getShort(at);
    }
  },
  INTEGER {
    @Override
    double read(SpecializedGetters cells, int at, DataType type) {
      return cells.getInt(at);
    }
  },
  LONG {
    @Override
    double read(SpecializedGetters cells, int at, DataType type) {
      return cells.getLong(at);
    }
  },
  DECIMAL {
    @Override
    double read(SpecializedGetters cells, int at, DataType type) {
      DecimalType decimal = (DecimalType) type;
      return cells.getDecimal(at, decimal.precision(), decimal.scale()).toDouble();
    }
  },
  /** 1 for true. */
  TRUTH {
    @Override
    double read(SpecializedGetters cells, int at, DataType type) {
      return cells.getBoolean(at) ? 1 : 0;
    }
  },
  /** Microseconds, as seconds. */
  TIMESTAMP {
    @Override
    double read(SpecializedGetters cells, int at, DataType type) {
      return cells.getLong(at) / MICROSECONDS;
    }
  };

  private static final double MICROSECONDS = 1e6;

  private static final Map<DataType, Cell> NUMBERS =
      Map.of(
          DataTypes.DoubleType, DOUBLE,
          DataTypes.FloatType, FLOAT,
          DataTypes.ByteType, BYTE,
          DataTypes.ShortType, SHORT,
          DataTypes.IntegerType, INTEGER,
          DataTypes.LongType, LONG);

  /** The value of a cell that is not null. */
  abstract double read(SpecializedGetters cells, int at, DataType type);

  /** The cell of a type of numbers; none of any other. */
  static Optional<Cell> of(DataType type) {
    if (type instanceof DecimalType) {
      return Optional.of(DECIMAL);
    }
    return Optional.ofNullable(NUMBERS.get(type));
  }
}
