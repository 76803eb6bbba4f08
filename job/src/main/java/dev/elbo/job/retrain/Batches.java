package dev.elbo.job.retrain;

import dev.elbo.job.data.SourceTable;
import dev.elbo.settings.DataSettings;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Rows that no run has seen, each with the name of the batch that it came in. Batches are checked
 * one by one: among those of other days a bad one is drowned.
 */
final class Batches {
  /** Holds the name. */
  static final String COLUMN = "_elbo_batch";

  /** The name of the only batch where there are too many. */
  static final String ALL = "";

  /** More would fill the memory of the driver with what is counted of each. */
  private static final int MOST = 400;

  private Batches() {}

  /**
   * The rows of files.
   *
   * @param name of the batch of a file
   */
  static Dataset<Row> ofFiles(
      SparkSession spark,
      DataSettings data,
      List<FileStatus> files,
      Function<FileStatus, String> name) {
    Map<String, String> names = new HashMap<>();
    files.forEach(file -> names.put(file.getPath().toString(), name.apply(file)));
    Set<String> all = new TreeSet<>(names.values());
    Dataset<Row> rows = SourceTable.of(spark, data, files);
    if (all.size() > MOST) {
      return rows.withColumn(COLUMN, functions.lit(ALL));
    }
    UDF1<String, String> nameOf =
        file -> names.getOrDefault(new Path(URI.create(file)).toString(), ALL);
    return rows.withColumn(
        COLUMN, functions.udf(nameOf, DataTypes.StringType).apply(functions.input_file_name()));
  }

  /**
   * Rows of a table.
   *
   * @param name of the batch of a row
   */
  static Dataset<Row> of(Dataset<Row> rows, Column name) {
    Dataset<Row> named =
        rows.withColumn(COLUMN, functions.coalesce(name.cast("string"), functions.lit(ALL)));
    return named.select(COLUMN).distinct().limit(MOST + 1).count() > MOST
        ? rows.withColumn(COLUMN, functions.lit(ALL))
        : named;
  }
}
