package dev.elbo.job.data;

import dev.elbo.ElboException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Records of JSON files that are none. */
final class JsonRecords {
  /** The column in which Spark puts a record that it cannot read. */
  static final String CORRUPT = "_corrupt_record";

  /** A schema by which no record is read but those; Spark wants a second column beside them. */
  static final StructType BAD =
      new StructType().add(CORRUPT, DataTypes.StringType).add("_", DataTypes.StringType);

  private static final int CHARACTERS = 80;

  private JsonRecords() {}

  /**
   * The error about the first bad record.
   *
   * @param records read by {@link #BAD}
   * @param path of the files, for messages
   */
  static ElboException corrupt(Dataset<Row> records, String path) {
    List<Row> first =
        records
            .where(functions.col(CORRUPT).isNotNull())
            .select(functions.input_file_name(), functions.col(CORRUPT), functions.col("_"))
            .orderBy(functions.input_file_name(), functions.col(CORRUPT))
            .limit(1)
            .collectAsList();
    String file =
        first.isEmpty() ? path : DataFiles.display(DataFiles.ofSpark(first.get(0).getString(0)));
    String text = first.isEmpty() ? CORRUPT : first.get(0).getString(1).strip();
    String shown = text.length() > CHARACTERS ? text.substring(0, CHARACTERS) + ".." : text;
    return ElboException.data(
        "Cannot read [%s]: the record [%s] is no JSON object. Mend or remove it; where a record spans lines, set elbo.data.options.multiLine = true."
            .formatted(file, shown));
  }
}
