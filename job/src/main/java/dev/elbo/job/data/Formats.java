package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.settings.DataSettings;
import dev.elbo.settings.DataSettings.Format;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Finds the data of each format. */
final class Formats {
  private static final String PATH = "elbo.data.path";
  private static final String VALIDATION_PATH = "elbo.data.validation.path";

  /** What Spark calls the vectors of a libsvm file. */
  private static final String LIBSVM_FEATURES = "features";

  private Formats() {}

  /**
   * Opens the rows to train on.
   *
   * @throws ElboException if they are not there or not in the format of the settings
   */
  static Source training(SparkSession spark, DataSettings settings) {
    return open(spark, settings, settings.path(), PATH, "train");
  }

  /**
   * Opens rows to validate on, with the columns that were trained on, whatever else is numeric.
   *
   * @param trained the training rows
   * @throws ElboException if they are not there or not in the format of the settings
   */
  static Source validation(SparkSession spark, DataSettings settings, Source trained, String path) {
    DataSettings like = settings.withColumns(trained.chosen());
    if (settings.format() == Format.LIBSVM) {
      like = TableFiles.ofWidth(like, trained.schema().features());
    }
    return open(spark, like, path, VALIDATION_PATH, "t10k");
  }

  private static Source open(
      SparkSession spark, DataSettings settings, String path, String setting, String idxPrefix) {
    return switch (settings.format()) {
      case CSV -> CsvSource.open(spark, settings, path, setting);
      case IDX ->
          IdxSource.open(
              new JavaSparkContext(spark.sparkContext()),
              path,
              setting,
              idxPrefix,
              settings.label());
      case IMAGE -> ImageSource.open(spark, settings, path, setting);
      case LIBSVM ->
          table(
              spark,
              settings.columns().isEmpty()
                  ? settings.withColumns(List.of(LIBSVM_FEATURES))
                  : settings,
              path,
              setting);
      case PARQUET, JSON, ORC, AVRO, JDBC, TABLE -> table(spark, settings, path, setting);
    };
  }

  private static Source table(
      SparkSession spark, DataSettings settings, String path, String setting) {
    return TableSource.of(
        Tables.open(spark, settings, path, setting),
        settings,
        Tables.name(settings, path),
        setting);
  }
}
