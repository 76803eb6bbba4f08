package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.Schema;
import dev.elbo.settings.DataSettings;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampType;

/** Parquet files: the numeric columns as they are typed. */
final class ParquetSource implements Source {
  private final Dataset<Row> table;
  private final DataSettings settings;
  private final String path;
  private final Schema schema;

  private ParquetSource(Dataset<Row> table, DataSettings settings, String path, Schema schema) {
    this.table = table;
    this.settings = settings;
    this.path = path;
    this.schema = schema;
  }

  /** Finds the files and reads their schema. */
  static ParquetSource open(
      SparkSession spark, DataSettings settings, String path, String setting) {
    List<String> files =
        DataFiles.list(path, setting, spark.sparkContext().hadoopConfiguration()).stream()
            .map(file -> file.getPath().toString())
            .toList();
    Dataset<Row> table = read(spark, path, files);
    Columns columns =
        new Columns(DataFiles.display(path), setting, List.of(table.schema().fieldNames()));
    List<StructField> fields = Arrays.asList(table.schema().fields());
    List<String> numeric =
        fields.stream()
            .filter(field -> field.dataType() instanceof NumericType)
            .map(StructField::name)
            .toList();
    Schema schema = columns.choose(settings, numeric);
    schema.label().ifPresent(label -> requireNoTimestamp(table, columns.path(), label));
    for (String column : schema.columns()) {
      if (!numeric.contains(column)) {
        throw ElboException.data(
            "Cannot train on column [%s] of [%s]: its type is [%s]. Take it out of elbo.data.columns; only numeric columns can be features."
                .formatted(
                    column,
                    columns.path(),
                    table.schema().apply(column).dataType().simpleString()));
      }
    }
    return new ParquetSource(table, settings, columns.path(), schema);
  }

  /** Folders named key=value are columns and must be found by Spark; else every file is listed. */
  private static Dataset<Row> read(SparkSession spark, String path, List<String> files) {
    DataFrameReader reader = spark.read().options(DataFiles.NOTHING_SKIPPED);
    try {
      return files.stream().anyMatch(file -> file.contains("="))
          ? reader.parquet(path)
          : reader.parquet(DataFiles.forSpark(files));
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      throw ReadFailure.of(DataFiles.display(path), e);
    }
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public CellType cellType() {
    return CellType.DOUBLE;
  }

  @Override
  public List<String> leftOut() {
    return new Columns(path, "", List.of(table.schema().fieldNames())).leftOut(schema);
  }

  @Override
  public Order order() {
    return Order.ARBITRARY;
  }

  @Override
  public JavaRDD<ParsedRow> read() {
    int features = schema.features();
    CellReader reader = new CellReader(schema.columns().toArray(String[]::new), settings.missing());
    Column label =
        schema
            .label()
            .map(name -> table.col(quoted(name)).cast("string"))
            .orElse(functions.lit(null).cast("string"));
    Column[] cells =
        Stream.concat(
                schema.columns().stream().map(name -> table.col(quoted(name)).cast("double")),
                Stream.of(label, functions.input_file_name()))
            .toArray(Column[]::new);
    return table
        .select(cells)
        .toJavaRDD()
        .mapPartitions(FileRows::new)
        .map(
            row -> {
              double[] values = new double[features];
              for (int i = 0; i < features; i++) {
                values[i] = row.isNullAt(i) ? Double.NaN : row.getDouble(i);
              }
              IntFunction<String> texts =
                  i -> row.isNullAt(i) ? null : Double.toString(row.getDouble(i));
              return reader.read(
                  row.getString(features + 1), values, texts, row.getString(features));
            });
  }

  private static void requireNoTimestamp(Dataset<Row> table, String path, String label) {
    if (table.schema().apply(label).dataType() instanceof TimestampType) {
      throw ElboException.data(
          "Cannot carry column [%s] of [%s] as the label: the text of a [timestamp] depends on the time zone of Spark. Cast it to a string or a date."
              .formatted(label, path));
    }
  }

  @Override
  public String explain(Problem problem) {
    Column cell = table.col(quoted(problem.column())).cast("double");
    Row first =
        table
            .where(functions.input_file_name().equalTo(problem.file()))
            .where(
                problem.value().isEmpty()
                    ? cell.isNull()
                    : cell.cast("string").equalTo(problem.value()))
            .agg(functions.min("_metadata.row_index"))
            .first();
    String name = DataFiles.display(DataFiles.ofSpark(problem.file()));
    return problem.message(first.isNullAt(0) ? name : name + ", row " + (first.getLong(0) + 1));
  }

  /** Names with dots are names, not paths into a struct. */
  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
