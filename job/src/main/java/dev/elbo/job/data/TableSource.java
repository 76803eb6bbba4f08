package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.ColumnType;
import dev.elbo.feature.Schema;
import dev.elbo.settings.DataSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;

/**
 * The rows of a DataFrame, whatever Spark read it from: a number a column, or all features in one
 * column of vectors or arrays.
 */
final class TableSource implements Source {
  private static final List<Class<? extends DataType>> FEATURES =
      List.of(
          NumericType.class,
          StringType.class,
          BooleanType.class,
          DateType.class,
          TimestampType.class);

  private final Dataset<Row> table;
  private final Columns columns;
  private final TableFeatures features;
  private final Schema schema;
  private final CellReader cells;

  private TableSource(
      Dataset<Row> table, DataSettings settings, Columns columns, TableFeatures features) {
    this.table = table;
    this.columns = columns;
    this.features = features;
    this.schema =
        new Schema(features.names(), settings.label(), settings.image()).typed(features.types());
    this.cells = new CellReader(schema, settings.missing());
  }

  /**
   * Chooses the columns of a table. A column of vectors whose length its metadata does not tell is
   * asked for its first row.
   *
   * @param name of the table, for messages
   * @param setting that gave it, for messages
   * @throws ElboException if a column is missing, ambiguous, or of a type that holds no numbers
   */
  static TableSource of(Dataset<Row> table, DataSettings settings, String name, String setting) {
    Columns columns = new Columns(name, setting, List.of(table.schema().fieldNames()));
    List<String> numeric =
        Stream.of(table.schema().fields())
            .filter(field -> field.dataType() instanceof NumericType)
            .map(field -> field.name())
            .toList();
    List<String> packed =
        Stream.of(table.schema().fields())
            .filter(field -> PackedColumn.isPacked(field.dataType()))
            .map(field -> field.name())
            .toList();
    List<String> chosen = columns.choose(settings, numeric, packed);
    chosen.forEach(columns::requireOnce);
    settings.label().ifPresent(columns::requireOnce);
    settings.label().ifPresent(label -> requireNoTimestamp(table, columns, label));
    TableFeatures features;
    if (chosen.size() == 1 && packed.contains(chosen.get(0))) {
      features = PackedColumn.of(table, chosen.get(0), name);
    } else {
      chosen.forEach(column -> requireCells(table, columns, column));
      features =
          new CellColumns(
              chosen, chosen.stream().map(column -> type(table, settings, column)).toList());
    }
    settings.image().ifPresent(image -> columns.requirePixels(image, features.names().size()));
    return new TableSource(table, settings, columns, features);
  }

  @Override
  public String path() {
    return columns.path();
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public List<String> chosen() {
    return features.columns();
  }

  @Override
  public CellType cellType() {
    return CellType.DOUBLE;
  }

  @Override
  public List<String> leftOut() {
    return columns.leftOut(chosen(), schema.label());
  }

  @Override
  public Order order() {
    return Order.ARBITRARY;
  }

  @Override
  public JavaRDD<ParsedRow> read() {
    TableReader reader = reader();
    return rows(table, List.of()).map(reader::read);
  }

  /** The same, each with the text in a column, the name of its batch, which no row lacks. */
  JavaPairRDD<String, ParsedRow> read(String batch) {
    BatchReader reader = new BatchReader(reader());
    return rows(table, List.of(Columns.of(table, batch))).mapToPair(reader::read);
  }

  /**
   * Looks again: for the number of the row in its file where Spark knows it, else for its cells.
   */
  @Override
  public String explain(Problem problem) {
    if (problem.file().isEmpty()) {
      return problem.message(place(path(), firstRow(table, problem)));
    }
    Dataset<Row> file = table.where(functions.input_file_name().equalTo(problem.file()));
    String name = DataFiles.display(DataFiles.ofSpark(problem.file()));
    Optional<String> number = firstNumber(file, problem);
    return problem.message(place(name, number.isPresent() ? number : firstRow(file, problem)));
  }

  private static String place(String name, Optional<String> row) {
    return row.map(r -> name + ", " + r).orElse(name);
  }

  private Optional<String> firstNumber(Dataset<Row> file, Problem problem) {
    try {
      // Of fixed width, so that the texts are in the order of the numbers.
      file.select("_metadata.row_index");
      Column number = functions.expr("lpad(_metadata.row_index + 1, 19, '0')");
      return first(file, number, problem).map(row -> "row " + Long.parseLong(row));
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      if (e instanceof AnalysisException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<String> firstRow(Dataset<Row> rows, Problem problem) {
    return first(rows, RowCells.shown(table), problem).map("the row [%s]"::formatted);
  }

  private Optional<String> first(Dataset<Row> rows, Column shown, Problem problem) {
    TableReader reader = reader();
    int place = reader.width();
    return rows(rows, List.of(shown))
        .filter(row -> problem.equals(reader.read(row).problem()))
        .map(row -> row.getString(place))
        .takeOrdered(1)
        .stream()
        .findFirst();
  }

  private TableReader reader() {
    return new TableReader(features, cells);
  }

  /** The cells that a reader expects and others behind them. Rows may be one object, used again. */
  private JavaRDD<InternalRow> rows(Dataset<Row> from, List<Column> more) {
    Column label =
        schema
            .label()
            .map(name -> Columns.of(table, name).cast("string"))
            .orElse(functions.lit(null).cast("string"));
    Column[] selected =
        Stream.of(
                features.select(table).stream(),
                Stream.of(label, functions.input_file_name()),
                more.stream())
            .flatMap(part -> part)
            .toArray(Column[]::new);
    return from.select(selected).queryExecution().toRdd().toJavaRDD().mapPartitions(FileRows::new);
  }

  private static void requireCells(Dataset<Row> table, Columns columns, String column) {
    var type = table.schema().apply(column).dataType();
    if (PackedColumn.isPacked(type)) {
      throw ElboException.data(
          "Cannot train on column [%s] of [%s] beside others: it holds [%s], a whole row of features. Make it the only one of elbo.data.columns, or put all features into it."
              .formatted(column, columns.path(), type.simpleString()));
    }
    if (FEATURES.stream().noneMatch(feature -> feature.isInstance(type))) {
      throw ElboException.data(
          "Cannot train on column [%s] of [%s]: its type is [%s]. Take it out of elbo.data.columns; features are numbers, texts, truths, dates and timestamps."
              .formatted(column, columns.path(), type.simpleString()));
    }
  }

  private static ColumnType type(Dataset<Row> table, DataSettings settings, String column) {
    String name = table.schema().apply(column).dataType().simpleString();
    return settings.kinds().categorical().contains(column)
        ? ColumnType.category(name)
        : ColumnType.named(name);
  }

  private static void requireNoTimestamp(Dataset<Row> table, Columns columns, String label) {
    if (table.schema().apply(label).dataType() instanceof TimestampType) {
      throw ElboException.data(
          "Cannot carry column [%s] of [%s] as the label: the text of a [timestamp] depends on the time zone of Spark. Cast it to a string or a date."
              .formatted(label, columns.path()));
    }
  }
}
