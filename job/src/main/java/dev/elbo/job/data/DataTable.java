package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.ColumnType;
import dev.elbo.feature.Schema;
import dev.elbo.feature.Schema.ImageShape;
import dev.elbo.settings.DataSettings;
import dev.elbo.settings.DataSettings.Header;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.DataFrameReader;
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

  private static final String SETTING = "DATA";

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
      case IMAGE -> new DataTable(images(spark, settings, model), Optional.of(PIXELS));
      case LIBSVM ->
          new DataTable(
              table(spark, TableFiles.ofWidth(settings, model.features())), Optional.empty());
      case PARQUET, JSON, ORC, AVRO, JDBC, TABLE ->
          new DataTable(table(spark, settings), Optional.empty());
    };
  }

  private static Dataset<Row> table(SparkSession spark, DataSettings settings) {
    return Tables.open(spark, settings, settings.path(), SETTING);
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
    List<String> numbers =
        IntStream.range(0, model.features())
            .filter(i -> model.type(i).kind() == ColumnType.Kind.NUMBER)
            .mapToObj(model.columns()::get)
            .filter(first.columns()::contains)
            .toList();
    return csv(spark.read(), settings, files, first.columns(), numbers, "score a row");
  }

  /**
   * Rows of CSV files.
   *
   * @param columns of each file
   * @param numbers which of them hold numbers; all others stay texts
   * @param doing what cannot be done with a cell that is none
   */
  static Dataset<Row> csv(
      DataFrameReader reader,
      DataSettings settings,
      List<FileStatus> files,
      List<String> columns,
      List<String> numbers,
      String doing) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, DataTypes.StringType);
    }
    String quote = String.valueOf(settings.csv().quote());
    Dataset<Row> rows =
        reader
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
    for (String column : numbers) {
      UDF1<String, Double> number = text -> number(column, text, doing);
      rows =
          rows.withColumn(
              column, functions.udf(number, DataTypes.DoubleType).apply(Columns.of(rows, column)));
    }
    return rows;
  }

  private static Double number(String column, String text, String doing) {
    if (text == null || text.isBlank()) {
      return null;
    }
    double number = CellReader.parse(text);
    if (Double.isNaN(number)) {
      throw ElboException.data(
          "Cannot %s: column [%s] holds [%s], which is not a number. Mend the cell, or take the row out."
              .formatted(doing, column, text));
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

  /**
   * The path of each file, its pixels in the shape of the model, its folder if that is asked for.
   */
  private static Dataset<Row> images(SparkSession spark, DataSettings settings, Schema model) {
    ImageShape shape =
        model
            .image()
            .orElseThrow(
                () ->
                    ElboException.settings(
                        "Cannot score pictures: the rows of the model are no images. Give data with its columns [%s]."
                            .formatted(model.columns().get(0))));
    ImageSource source = ImageSource.open(spark, settings, settings.path(), SETTING);
    boolean labelled = settings.label().isPresent();
    int height = shape.height();
    int width = shape.width();
    int channels = shape.channels();
    JavaRDD<Row> rows =
        source
            .files()
            .select("path", "content")
            .toJavaRDD()
            .map(file -> image(file, new ImageShape(height, width, channels), labelled));
    StructType schema =
        new StructType()
            .add("path", DataTypes.StringType, false)
            .add(PIXELS, DataTypes.BinaryType, false);
    return spark.createDataFrame(
        rows, labelled ? schema.add(settings.label().get(), DataTypes.StringType, false) : schema);
  }

  private static Row image(Row file, ImageShape shape, boolean labelled) {
    String path = file.getString(0);
    ParsedRow parsed = ImageSource.parse(path, file.getAs(1), shape, labelled);
    if (parsed.problem() != null) {
      throw ElboException.data(parsed.problem().message(DataFiles.display(path)));
    }
    return labelled
        ? RowFactory.create(path, parsed.row().content(), parsed.row().label())
        : RowFactory.create(path, parsed.row().content());
  }
}
