package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.settings.DataSettings;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Finds the data of each format. */
final class Formats {
  private Formats() {}

  /**
   * Opens the data at a path.
   *
   * @param setting that gave the path, for messages
   * @param idxPrefix how the names of IDX files begin in a folder of several
   * @throws ElboException if it is not there or not in the format of the settings
   */
  static Source open(
      SparkSession spark, DataSettings settings, String path, String setting, String idxPrefix) {
    return switch (settings.format()) {
      case CSV -> CsvSource.open(spark, settings, path, setting);
      case PARQUET ->
          TableSource.of(
              files(spark, "parquet", path, setting), settings, DataFiles.display(path), setting);
      case IDX ->
          IdxSource.open(
              new JavaSparkContext(spark.sparkContext()),
              path,
              setting,
              idxPrefix,
              settings.label());
    };
  }

  /** Folders named key=value are columns and must be found by Spark; else every file is listed. */
  private static Dataset<Row> files(
      SparkSession spark, String format, String path, String setting) {
    List<String> files =
        DataFiles.list(path, setting, spark.sparkContext().hadoopConfiguration()).stream()
            .map(file -> file.getPath().toString())
            .toList();
    DataFrameReader reader = spark.read().format(format).options(DataFiles.NOTHING_SKIPPED);
    try {
      return files.stream().anyMatch(file -> file.contains("="))
          ? reader.load(path)
          : reader.load(DataFiles.forSpark(files));
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      throw ReadFailure.of(DataFiles.display(path), e);
    }
  }
}
