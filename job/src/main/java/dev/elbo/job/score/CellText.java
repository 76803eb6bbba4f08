package dev.elbo.job.score;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.Some;

/** The text of a cell, which is what Spark casts it to: categories are told apart by it. */
final class CellText implements Serializable {
  private static final long serialVersionUID = 1;

  private final DataType type;
  private final String zone;

  /**
   * Texts of a type.
   *
   * @param zone of the session, for timestamps
   */
  CellText(DataType type, String zone) {
    this.type = type;
    this.zone = zone;
  }

  /** The text of a cell that is not null. */
  String of(SpecializedGetters cells, int at) {
    if (type.equals(DataTypes.StringType)) {
      return cells.getUTF8String(at).toString();
    }
    if (type.equals(DataTypes.IntegerType)) {
      return Integer.toString(cells.getInt(at));
    }
    Literal value = new Literal(cells.get(at, type), type);
    return new Cast(value, DataTypes.StringType, new Some<>(zone), EvalMode.LEGACY())
        .eval(null)
        .toString();
  }
}
