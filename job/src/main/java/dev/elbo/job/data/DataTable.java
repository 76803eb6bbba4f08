package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.ColumnType;
import dev.elbo.feature.Schema;
import dev.elbo.settings.DataSettings;
import dev.elbo.settings.DataSettings.Header;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Data of any format as a table with all of its columns, for a model that knows some of them.
 *
 * @param rows with every column
 * @param packed the column that holds all features, if one does that
 */
public record DataTable(Dataset<Row> rows, Optional<String> packed) {
  /** The column of the pixels of image formats. */
  static final String PIXELS = "pixels";

  private static final String SETTING = "the path";

  /**
   * Finds the data. Of CSV the columns that the model has for numbers become numbers, and all
   * others stay the texts that they are.
   *
   * @param model the columns of the model
   * @throws ElboException if it is not there or not in the format of the settings
   */
  public static DataTable open(SparkSession spark, DataSettings settings, Schema model) {
    return switch (settings.format()) {
      case CSV -> new DataTable(csv(spark, settings, model), Optional.empty());
      case IDX -> new DataTable(idx(spark, settings), Optional.of(PIXELS));
      case PARQUET ->
          new DataTable(
              Formats.files(spark, "parquet", settings.path(), SETTING), Optional.empty());
    };
  }

  /** What a failure of a job over the rows means, if it is that the data could not be read. */
  public static Optional<ElboException> unreadable(DataSettings settings, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).contains("while reading file")) {
        return Optional.of(ReadFailure.of(DataFiles.display(settings.path()), failure));
      }
    }
    return Optional.empty();
  }

  private static Dataset<Row> csv(SparkSession spark, DataSettings settings, Schema model) {
    List<FileStatus> files =
        DataFiles.list(settings.path(), SETTING, spark.sparkContext().hadoopConfiguration());
    CsvFile first =
        new CsvFile(
            files.get(0).getPath(), settings.csv(), spark.sparkContext().hadoopConfiguration());
    StructType schema = new StructType();
    for (String column : first.columns()) {
      schema = schema.add(column, DataTypes.StringType);
    }
    String quote = String.valueOf(settings.csv().quote());
    Dataset<Row> rows =
        spark
            .read()
            .options(DataFiles.NOTHING_SKIPPED)
            .schema(schema)
            .option("header", settings.csv().header() == Header.PRESENT)
            .option("sep", String.valueOf(settings.csv().separator()))
            .option("quote", quote)
            .option("escape", quote)
            .option("mode", "FAILFAST")
            .option("enforceSchema", false)
            .csv(
                DataFiles.forSpark(files.stream().map(file -> file.getPath().toString()).toList()));
    for (int i = 0; i < model.features(); i++) {
      String column = model.columns().get(i);
      boolean isNumber = model.type(i).kind() == ColumnType.Kind.NUMBER;
      if (isNumber && first.columns().contains(column)) {
        UDF1<String, Double> number = text -> number(column, text);
        rows =
            rows.withColumn(
                column,
                functions.udf(number, DataTypes.DoubleType).apply(Columns.of(rows, column)));
      }
    }
    return rows;
  }

  private static Double number(String column, String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    double number = CellReader.parse(text);
    if (Double.isNaN(number)) {
      throw ElboException.data(
          "Cannot score a row: column [%s] holds [%s], which is not a number. Mend the cell, or take the row out."
              .formatted(column, text));
    }
    return number;
  }

  /** A binary column of pixels, and the labels if they are asked for. */
  private static Dataset<Row> idx(SparkSession spark, DataSettings settings) {
    IdxSource source =
        IdxSource.open(
            new JavaSparkContext(spark.sparkContext()),
            settings.path(),
            SETTING,
            "t10k",
            settings.label());
    StructType schema = new StructType().add(PIXELS, DataTypes.BinaryType, false);
    if (settings.label().isEmpty()) {
      JavaRDD<Row> rows = source.read().map(row -> RowFactory.create((Object) row.row().content()));
      return spark.createDataFrame(rows, schema);
    }
    JavaRDD<Row> rows =
        source.read().map(row -> RowFactory.create(row.row().content(), row.row().label()));
    return spark.createDataFrame(
        rows, schema.add(settings.label().get(), DataTypes.StringType, true));
  }
}
