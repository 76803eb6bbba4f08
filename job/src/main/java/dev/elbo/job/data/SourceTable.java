package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.settings.DataSettings;
import dev.elbo.settings.DataSettings.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The rows that settings point at with all of their columns: of some of the files, or a table. */
public final class SourceTable {
  private static final String PATH = "elbo.data.path";
  private static final String VALIDATION_PATH = "elbo.data.validation.path";

  /** Columns of libsvm: the label, and the vector of features. */
  private static final String LIBSVM_FEATURES = "features";

  private SourceTable() {}

  /**
   * The files of the data, in the order of their names.
   *
   * @throws ElboException (data) if there are none
   */
  public static List<FileStatus> files(SparkSession spark, DataSettings settings) {
    return DataFiles.list(settings.path(), PATH, spark.sparkContext().hadoopConfiguration());
  }

  /** What people call the data. */
  public static String name(DataSettings settings) {
    return Tables.name(settings, settings.path());
  }

  /**
   * The rows of some of the files. Columns that only some of them have are columns of all.
   *
   * @throws ElboException (data) if they are not of the format, (settings) if they are no tables
   */
  public static Dataset<Row> of(SparkSession spark, DataSettings settings, List<FileStatus> files) {
    return of(spark, settings, files, settings.path(), PATH);
  }

  /**
   * The rows of a table that has a name, not files.
   *
   * @param options of the reader besides those of the settings
   * @throws ElboException if it is not there
   */
  public static Dataset<Row> named(
      SparkSession spark, DataSettings settings, Map<String, String> options) {
    return Tables.open(spark, reading(settings, options), settings.path(), PATH);
  }

  /** The rows to validate on that have a path of their own. */
  public static Optional<Dataset<Row>> validation(SparkSession spark, DataSettings settings) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    return settings
        .validation()
        .path()
        .map(
            path ->
                settings.format().isNamed()
                    ? Tables.open(spark, settings, path, VALIDATION_PATH)
                    : of(
                        spark,
                        settings,
                        DataFiles.list(path, VALIDATION_PATH, hadoop),
                        path,
                        VALIDATION_PATH));
  }

  /**
   * The columns that hold the features.
   *
   * @throws ElboException if one is missing, or none holds numbers
   */
  public static List<String> features(Dataset<Row> rows, DataSettings settings) {
    return TableSource.of(rows, settings, name(settings), PATH).chosen();
  }

  /** A column; a name with dots is a name. */
  public static Column column(Dataset<Row> rows, String name) {
    return Columns.of(rows, name);
  }

  private static Dataset<Row> of(
      SparkSession spark,
      DataSettings settings,
      List<FileStatus> files,
      String path,
      String setting) {
    return switch (settings.format()) {
      case CSV -> csv(spark, settings, files, path);
      case LIBSVM -> vectors(table(spark, settings, files, path, setting), settings);
      case PARQUET, ORC ->
          table(spark, reading(settings, Map.of("mergeSchema", "true")), files, path, setting);
      case JSON, AVRO -> table(spark, settings, files, path, setting);
      case IDX, IMAGE, JDBC, TABLE ->
          throw ElboException.settings(
              "Cannot retrain on [%s]: elbo.data.format [%s] is no table of files. Give a table: csv, parquet, json, orc, avro or libsvm."
                  .formatted(
                      DataFiles.display(path), settings.format().name().toLowerCase(Locale.ROOT)));
    };
  }

  private static Dataset<Row> table(
      SparkSession spark,
      DataSettings settings,
      List<FileStatus> files,
      String path,
      String setting) {
    TableFiles chosen = new TableFiles(spark, settings, path, setting, Optional.of(files));
    return Tables.open(spark, settings, path, setting, chosen);
  }

  /** The label of libsvm is a number, and no feature unless somebody says so. */
  private static Dataset<Row> vectors(Dataset<Row> rows, DataSettings settings) {
    if (settings.format() != Format.LIBSVM || !settings.columns().isEmpty()) {
      return rows;
    }
    List<Column> kept = new ArrayList<>(List.of(rows.col(LIBSVM_FEATURES)));
    settings.label().ifPresent(label -> kept.add(Columns.of(rows, label)));
    return rows.select(kept.toArray(Column[]::new));
  }

  private static Dataset<Row> csv(
      SparkSession spark, DataSettings settings, List<FileStatus> files, String path) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    CsvFile first = new CsvFile(files.get(0).getPath(), settings.csv(), hadoop);
    List<String> columns = first.columns();
    for (FileStatus file : files) {
      List<String> others = new CsvFile(file.getPath(), settings.csv(), hadoop).columns();
      if (!others.equals(columns)) {
        throw ElboException.data(
            "Cannot read [%s]: its columns %s are not those of [%s] %s. Give the files the same columns in the same order, or move the older ones away."
                .formatted(
                    DataFiles.display(file.getPath()),
                    others,
                    DataFiles.display(files.get(0).getPath()),
                    columns));
      }
    }
    boolean[] isNumber = first.numbers(columns.size());
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      boolean isText =
          settings.kinds().categorical().contains(column)
              || settings.label().filter(column::equals).isPresent();
      if (!isText && (isNumber[i] || settings.columns().contains(column))) {
        numbers.add(column);
      }
    }
    return DataTable.csv(
        DataFiles.within(spark.read(), path, hadoop),
        settings,
        files,
        columns,
        numbers,
        "train on a row");
  }

  private static DataSettings reading(DataSettings settings, Map<String, String> options) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(options);
    all.putAll(settings.reading().options());
    return settings.withReading(
        new DataSettings.Reading(all, settings.reading().filter(), settings.reading().sample()));
  }
}
