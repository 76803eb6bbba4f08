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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

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
    DataFiles.list(path, setting, spark.sparkContext().hadoopConfiguration());
    Dataset<Row> table;
    try {
      table = spark.read().parquet(path);
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      throw ReadFailure.of(DataFiles.display(path), e);
    }
    Columns columns =
        new Columns(DataFiles.display(path), setting, List.of(table.schema().fieldNames()));
    List<StructField> fields = Arrays.asList(table.schema().fields());
    List<String> numeric =
        fields.stream()
            .filter(field -> field.dataType() instanceof NumericType)
            .map(StructField::name)
            .toList();
    Schema schema = columns.choose(settings, numeric);
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

  @Override
  public String locate(Problem problem) {
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
    return first.isNullAt(0) ? name : name + ", row " + (first.getLong(0) + 1);
  }

  /** Names with dots are names, not paths into a struct. */
  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
