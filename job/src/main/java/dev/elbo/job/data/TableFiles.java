package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.settings.DataSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A table in files. What each format hides from Spark is looked at before. */
final class TableFiles {
  private static final String WIDTH = "numFeatures";

  private final SparkSession spark;
  private final DataSettings settings;
  private final String path;
  private final String setting;
  private final Optional<List<FileStatus>> chosen;

  /**
   * The files at a path.
   *
   * @param setting that gave the path, for messages
   */
  TableFiles(SparkSession spark, DataSettings settings, String path, String setting) {
    this(spark, settings, path, setting, Optional.empty());
  }

  /** Some of them; folders named key=value below the path are columns all the same. */
  TableFiles(
      SparkSession spark,
      DataSettings settings,
      String path,
      String setting,
      Optional<List<FileStatus>> chosen) {
    this.spark = spark;
    this.settings = settings;
    this.path = path;
    this.setting = setting;
    this.chosen = chosen;
  }

  /**
   * Settings under which vectors of libsvm have so many features; files say only how many at least.
   */
  static DataSettings ofWidth(DataSettings settings, int features) {
    DataSettings.Reading reading = settings.reading();
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.put(WIDTH, Integer.toString(features));
    options.putAll(reading.options());
    return settings.withReading(
        new DataSettings.Reading(options, reading.filter(), reading.sample()));
  }

  /** As Spark reads it. */
  Dataset<Row> plain() {
    return load(reader().format(settings.format().name().toLowerCase(Locale.ROOT)));
  }

  /** Spark reads JSON twice, first for the schema; a record that is none is found by then. */
  Dataset<Row> json() {
    Dataset<Row> inferred = plain();
    if (List.of(inferred.schema().fieldNames()).contains(JsonRecords.CORRUPT)) {
      throw JsonRecords.corrupt(
          load(reader().format("json").schema(JsonRecords.BAD)), DataFiles.display(path));
    }
    return load(reader().format("json").schema(inferred.schema()).option("mode", "FAILFAST"));
  }

  Dataset<Row> avro() {
    AvroFiles.requireWhole(new JavaSparkContext(spark.sparkContext()), list());
    return plain();
  }

  Dataset<Row> libsvm() {
    int found = LibsvmFiles.width(load(spark.read().format("text")), DataFiles.display(path));
    DataSettings wide = ofWidth(settings, found);
    String width = wide.reading().options().get(WIDTH);
    if (!width.matches("\\d{1,9}") || Integer.parseInt(width) < found) {
      throw ElboException.data(
          "Cannot read [%s]: its vectors have [%d] features, and [%s] are expected. Give vectors of the same features, or change elbo.data.options.%s."
              .formatted(DataFiles.display(path), found, width, WIDTH));
    }
    return load(reader().format("libsvm").option(WIDTH, width));
  }

  private DataFrameReader reader() {
    return spark.read().options(settings.reading().options());
  }

  private List<FileStatus> list() {
    return chosen.orElseGet(
        () -> DataFiles.list(path, setting, spark.sparkContext().hadoopConfiguration()));
  }

  /** Folders named key=value are columns and must be found by Spark; else every file is listed. */
  private Dataset<Row> load(DataFrameReader reader) {
    List<String> files = list().stream().map(file -> file.getPath().toString()).toList();
    DataFrameReader strict = reader.options(DataFiles.NOTHING_SKIPPED);
    try {
      if (chosen.isPresent()) {
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        return DataFiles.within(strict, path, hadoop).load(DataFiles.forSpark(files));
      }
      return files.stream().anyMatch(file -> file.contains("="))
          ? strict.load(path)
          : strict.load(DataFiles.forSpark(files));
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      String message = String.valueOf(e.getMessage());
      throw e instanceof AnalysisException && message.startsWith("Failed to find data source")
          ? noReader(e)
          : ReadFailure.of(DataFiles.display(path), e);
    }
  }

  private ElboException noReader(Exception cause) {
    String format = settings.format().name().toLowerCase(Locale.ROOT);
    return ElboException.environment(
        "Cannot read [%s]: Spark has no reader of [%s]. Start with --conf spark.jars.packages=org.apache.spark:spark-%s_2.12:%s."
            .formatted(DataFiles.display(path), format, format, spark.version()),
        cause);
  }
}
