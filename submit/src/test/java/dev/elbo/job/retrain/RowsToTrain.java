package dev.elbo.job.retrain;

import dev.elbo.registry.ModelRegistry;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Prints how many rows of each file are not held out. */
public final class RowsToTrain {
  private static final String FILE = "file";

  private RowsToTrain() {}

  /**
   * Reads and counts.
   *
   * @param words a table of JSON; the output folder; the name of the model
   */
  public static void main(String[] words) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    ModelRegistry registry =
        ModelRegistry.open(spark.sparkContext().hadoopConfiguration(), words[1], words[2]);
    FrozenHoldout holdout = FrozenHoldout.newest(spark, registry.holdout()).orElseThrow();
    Column file = functions.regexp_extract(functions.input_file_name(), "[^/]*$", 0);
    Dataset<Row> rows = holdout.choice().outOf(spark.read().json(words[0]).withColumn(FILE, file));
    for (Row count : rows.groupBy(FILE).count().collectAsList()) {
      System.out.printf("rows %s %d%n", count.getString(0), count.getLong(1));
    }
    spark.stop();
  }
}
