package dev.elbo.job.score;

import java.util.List;
import java.util.StringJoiner;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Rows and names in messages: the first of many. */
final class RowText {
  private static final int NAMES = 20;
  private static final int CELLS = 12;

  private RowText() {}

  /** The first names. */
  static String shown(List<String> names) {
    return names.size() <= NAMES
        ? names.toString()
        : "%s and [%d] more".formatted(names.subList(0, NAMES), names.size() - NAMES);
  }

  /** The first cells of a row with their names, without those that are long. */
  static String shown(InternalRow row, StructType schema) {
    StringJoiner text = new StringJoiner(", ");
    for (int i = 0; i < Math.min(CELLS, schema.size()); i++) {
      text.add(schema.apply(i).name() + ": " + cell(row, i, schema.apply(i).dataType()));
    }
    return schema.size() > CELLS ? text + ", .." : text.toString();
  }

  private static String cell(InternalRow row, int column, DataType type) {
    if (!row.isNullAt(column) && (type instanceof ArrayType || type instanceof BinaryType)) {
      return "..";
    }
    return String.valueOf(CatalystTypeConverters.convertToScala(row.get(column, type), type));
  }
}
