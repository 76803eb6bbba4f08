package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.settings.DataSettings;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Tables in the formats that Spark reads. */
final class Tables {
  private Tables() {}

  /**
   * Finds a table and reads its schema.
   *
   * @param path of its files, or its name
   * @param setting that gave the path, for messages
   * @throws ElboException if it is not there, not of the format, or nothing that the filter knows
   */
  static Dataset<Row> open(SparkSession spark, DataSettings settings, String path, String setting) {
    return open(spark, settings, path, setting, new TableFiles(spark, settings, path, setting));
  }

  /** The same of some of its files, if it has any. */
  static Dataset<Row> open(
      SparkSession spark, DataSettings settings, String path, String setting, TableFiles files) {
    Dataset<Row> all =
        switch (settings.format()) {
          case TABLE -> ofCatalog(spark, settings, path, setting);
          case JDBC -> DatabaseTable.open(spark, settings.reading().options(), path, setting);
          case JSON -> files.json();
          case AVRO -> files.avro();
          case LIBSVM -> files.libsvm();
          default -> files.plain();
        };
    return settings
        .reading()
        .filter()
        .map(filter -> filtered(all, filter, name(settings, path), setting))
        .orElse(all);
  }

  /** What people call it. */
  static String name(DataSettings settings, String path) {
    return settings.format().isNamed() ? path : DataFiles.display(path);
  }

  private static Dataset<Row> ofCatalog(
      SparkSession spark, DataSettings settings, String name, String setting) {
    try {
      return spark.read().options(settings.reading().options()).table(name);
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      throw ElboException.data(
          "Cannot read the table [%s]: [%s]. Check %s, and spark.sql.catalog.* of Spark if the table is in a catalog of its own."
              .formatted(name, ReadFailure.firstLine(e), setting),
          e);
    }
  }

  private static Dataset<Row> filtered(
      Dataset<Row> all, String filter, String name, String setting) {
    try {
      return all.where(filter);
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      if (!(e instanceof AnalysisException)) {
        throw e;
      }
      Columns columns = new Columns(name, setting, List.of(all.schema().fieldNames()));
      throw ElboException.settings(
          "Cannot use elbo.data.filter [%s] on [%s]: [%s]. Give a predicate of Spark SQL over its columns %s."
              .formatted(filter, name, ReadFailure.firstLine(e), columns.shown()),
          e);
    }
  }
}
