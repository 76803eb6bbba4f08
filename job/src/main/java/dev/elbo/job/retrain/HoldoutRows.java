package dev.elbo.job.retrain;

import dev.elbo.job.data.SourceTable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Which rows belong to the holdout: those whose features hash below the fraction. So the choice
 * depends on neither order, files nor runs, and rows with equal features are never on both sides,
 * whatever else is in them.
 *
 * @param features the columns, in any order
 * @param fraction of the rows
 */
record HoldoutRows(List<String> features, double fraction) {
  /** Other rows than those held out by {@code elbo.data.validation.fraction}. */
  private static final long STREAM = 0x2545F4914F6CDD1DL;

  private static final int BITS = 40;

  HoldoutRows {
    features = features.stream().sorted().toList();
  }

  /** The rows to be frozen. */
  Dataset<Row> in(Dataset<Row> rows) {
    return rows.where(belongs(rows));
  }

  /** The rows that may be trained on. */
  Dataset<Row> outOf(Dataset<Row> rows) {
    return rows.where(functions.not(belongs(rows)));
  }

  /** Those of which no cell is missing. */
  Dataset<Row> whole(Dataset<Row> rows) {
    return rows.na()
        .drop(
            features.stream()
                .map(name -> "`" + name.replace("`", "``") + "`")
                .toArray(String[]::new));
  }

  private Column belongs(Dataset<Row> rows) {
    Column[] hashed = new Column[features.size() + 1];
    hashed[0] = functions.lit(STREAM);
    for (int i = 0; i < features.size(); i++) {
      hashed[i + 1] = cell(rows, features.get(i));
    }
    Column position = functions.pmod(functions.xxhash64(hashed), functions.lit(1L << BITS));
    return position.lt((long) (fraction * (1L << BITS)));
  }

  /** A number is the same in any type. */
  private static Column cell(Dataset<Row> rows, String name) {
    DataType type = rows.schema().apply(name).dataType();
    Column cell = SourceTable.column(rows, name);
    boolean isNumber =
        type instanceof NumericType || type instanceof BooleanType || type instanceof TimestampType;
    return isNumber ? cell.cast("double") : cell;
  }
}
