package dev.elbo.job.score;

import dev.elbo.ElboException;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Reads from a column whether a row is an anomaly. */
final class Truth {
  private Truth() {}

  /** A column of truths; a cell that tells nothing fails the job. */
  static Column of(Dataset<Row> rows, KnownAnomalies known) {
    Column text = rows.col("`" + known.column().replace("`", "``") + "`").cast("string");
    String column = known.column();
    Optional<String> value = known.value();
    String wanted = value.orElse(null);
    UDF1<String, Boolean> truth = cell -> truth(column, cell, wanted);
    return functions.udf(truth, DataTypes.BooleanType).apply(text);
  }

  private static Boolean truth(String column, String cell, String wanted) {
    if (wanted != null) {
      return wanted.equals(cell);
    }
    String word = String.valueOf(cell).strip().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "1", "1.0", "true" -> true;
      case "0", "0.0", "false" -> false;
      default ->
          throw ElboException.data(
              "Cannot tell whether a row is an anomaly: column [%s] holds [%s]. Give a column of 0 and 1 to --label, or say with --anomalous which value anomalies have."
                  .formatted(column, cell));
    };
  }
}
