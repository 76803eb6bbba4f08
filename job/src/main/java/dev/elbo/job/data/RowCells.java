package dev.elbo.job.data;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.StructField;

/** The text by which people recognize a row that has no number: its first cells. */
final class RowCells {
  private static final int CELLS = 12;
  private static final int CHARACTERS = 40;

  private RowCells() {}

  /** The text, such as {@code id: 7, age: null}. */
  static Column shown(Dataset<Row> table) {
    List<String> names = List.of(table.schema().fieldNames());
    Column[] texts =
        Stream.of(table.schema().fields())
            .limit(CELLS)
            .filter(field -> names.stream().filter(field.name()::equalsIgnoreCase).count() == 1)
            .map(field -> functions.concat(functions.lit(field.name() + ": "), cell(table, field)))
            .toArray(Column[]::new);
    Column text = functions.concat_ws(", ", texts);
    boolean isWhole = table.schema().size() <= CELLS;
    return isWhole ? text : functions.concat(text, functions.lit(", .."));
  }

  private static Column cell(Dataset<Row> table, StructField field) {
    if (field.dataType() instanceof BinaryType) {
      return functions.lit("..");
    }
    Column text =
        functions.coalesce(Columns.of(table, field.name()).cast("string"), functions.lit("null"));
    Column cut = functions.concat(text.substr(1, CHARACTERS), functions.lit(".."));
    return functions.when(functions.length(text).gt(CHARACTERS + 2), cut).otherwise(text);
  }
}
