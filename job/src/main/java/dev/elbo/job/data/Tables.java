package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.settings.DataSettings;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Tables in the formats that Spark reads. */
final class Tables {
  /** How the SQL state of a lost or refused connection begins (ISO 9075, class 08). */
  private static final String CONNECTION = "08";

  private final SparkSession spark;
  private final DataSettings settings;
  private final String path;
  private final String setting;

  private Tables(SparkSession spark, DataSettings settings, String path, String setting) {
    this.spark = spark;
    this.settings = settings;
    this.path = path;
    this.setting = setting;
  }

  /**
   * Finds a table and reads its schema.
   *
   * @param path of its files, or its name
   * @param setting that gave the path, for messages
   * @throws ElboException if it is not there, not of the format, or nothing that the filter knows
   */
  static Dataset<Row> open(SparkSession spark, DataSettings settings, String path, String setting) {
    Tables tables = new Tables(spark, settings, path, setting);
    Dataset<Row> all =
        switch (settings.format()) {
          case TABLE -> tables.ofCatalog();
          case JDBC -> tables.ofDatabase();
          case JSON -> tables.json();
          default -> tables.ofFiles();
        };
    return settings.reading().filter().map(filter -> tables.filtered(all, filter)).orElse(all);
  }

  private DataFrameReader reader() {
    return spark.read().options(settings.reading().options());
  }

  private Dataset<Row> ofCatalog() {
    try {
      return reader().table(path);
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      throw known(e)
          ? ReadFailure.of(path, e)
          : ElboException.data(
              "Cannot read the table [%s]: [%s]. Check %s, and the settings spark.sql.catalog.* of Spark if it is in a catalog of its own."
                  .formatted(path, ReadFailure.firstLine(e), setting),
              e);
    }
  }

  private Dataset<Row> ofDatabase() {
    try {
      return reader().format("jdbc").option("dbtable", path).load();
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      if (known(e)) {
        throw ReadFailure.of(path, e);
      }
      Throwable root = ReadFailure.root(e);
      String state = root instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
      String message = "Cannot read the table [%s] of the database: [%s]. %s";
      String reason = ReadFailure.firstLine(root);
      boolean noDriver = reason.contains("No suitable driver") || isMissing(root);
      throw state.startsWith(CONNECTION) || noDriver
          ? ElboException.environment(
              message.formatted(
                  path,
                  reason,
                  noDriver
                      ? "Give Spark the jar of the driver with --packages or --jars, and check elbo.data.options.url."
                      : "Check elbo.data.options.url, and that the database answers."),
              e)
          : ElboException.data(
              message.formatted(path, reason, "Check %s and elbo.data.options.".formatted(setting)),
              e);
    }
  }

  private static boolean isMissing(Throwable root) {
    return root instanceof ClassNotFoundException;
  }

  /**
   * JSON is read twice, as Spark does to infer its schema; a record that is none is found by then.
   */
  private Dataset<Row> json() {
    Dataset<Row> inferred = ofFiles();
    if (List.of(inferred.schema().fieldNames()).contains(JsonRecords.CORRUPT)) {
      throw JsonRecords.corrupt(read(reader().schema(JsonRecords.BAD)), display());
    }
    return read(reader().schema(inferred.schema()).option("mode", "FAILFAST"));
  }

  private Dataset<Row> ofFiles() {
    return read(reader());
  }

  /** Folders named key=value are columns and must be found by Spark; else every file is listed. */
  private Dataset<Row> read(DataFrameReader options) {
    String format = settings.format().name().toLowerCase(Locale.ROOT);
    List<String> files =
        DataFiles.list(path, setting, spark.sparkContext().hadoopConfiguration()).stream()
            .map(file -> file.getPath().toString())
            .toList();
    DataFrameReader reader = options.format(format).options(DataFiles.NOTHING_SKIPPED);
    try {
      return files.stream().anyMatch(file -> file.contains("="))
          ? reader.load(path)
          : reader.load(DataFiles.forSpark(files));
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      String message = String.valueOf(e.getMessage());
      throw e instanceof AnalysisException && message.startsWith("Failed to find data source")
          ? noReader(format, e)
          : ReadFailure.of(display(), e);
    }
  }

  private ElboException noReader(String format, Exception cause) {
    return ElboException.environment(
        "Cannot read [%s]: Spark has no reader of the format [%s]. Start with --packages org.apache.spark:spark-%s_2.12:%s."
            .formatted(display(), format, format, spark.version()),
        cause);
  }

  private Dataset<Row> filtered(Dataset<Row> all, String filter) {
    try {
      return all.where(filter);
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      if (!(e instanceof AnalysisException)) {
        throw e;
      }
      Columns columns = new Columns(display(), setting, List.of(all.schema().fieldNames()));
      throw ElboException.settings(
          "Cannot use elbo.data.filter [%s] on [%s]: [%s]. Give a predicate of Spark SQL over its columns %s."
              .formatted(filter, display(), ReadFailure.firstLine(e), columns.shown()),
          e);
    }
  }

  private String display() {
    return settings.format().isNamed() ? path : DataFiles.display(path);
  }

  private static boolean known(Throwable e) {
    return ElboException.in(e) != null;
  }
}
