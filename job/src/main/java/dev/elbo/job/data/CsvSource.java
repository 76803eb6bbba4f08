package dev.elbo.job.data;

import com.univocity.parsers.csv.CsvParser;
import dev.elbo.ElboException;
import dev.elbo.feature.ColumnType;
import dev.elbo.feature.Schema;
import dev.elbo.settings.DataSettings;
import dev.elbo.settings.DataSettings.CsvLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** CSV files, plain or compressed. Every cell is read as text, so that a bad one can be shown. */
final class CsvSource implements Source {
  private final SparkSession spark;
  private final DataSettings settings;
  private final String path;
  private final List<FileStatus> files;
  private final List<String> header;
  private final Schema schema;

  private CsvSource(
      SparkSession spark,
      DataSettings settings,
      String path,
      List<FileStatus> files,
      List<String> header,
      Schema schema) {
    this.spark = spark;
    this.settings = settings;
    this.path = path;
    this.files = files;
    this.header = header;
    this.schema = schema;
  }

  /** Finds the files and checks their headers. */
  static CsvSource open(SparkSession spark, DataSettings settings, String path, String setting) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    List<FileStatus> found = DataFiles.list(path, setting, hadoop);
    List<Path> files = found.stream().map(FileStatus::getPath).toList();
    CsvFile first = new CsvFile(files.get(0), settings.csv(), hadoop);
    Columns columns = new Columns(DataFiles.display(path), setting, first.columns());
    List<String> header = columns.names();
    requireSeparator(columns, settings.csv().separator());
    for (Path file : files.subList(1, files.size())) {
      Columns other =
          new Columns(
              DataFiles.display(file),
              setting,
              new CsvFile(file, settings.csv(), hadoop).columns());
      if (!other.names().equals(header)) {
        throw ElboException.data(
            "Cannot read [%s]: its columns %s are not those of [%s] %s. Give the files the same columns in the same order."
                .formatted(
                    other.path(), other.shown(), DataFiles.display(files.get(0)), columns.shown()));
      }
    }
    boolean[] numbers = first.numbers(header.size());
    List<String> numeric =
        IntStream.range(0, header.size()).filter(i -> numbers[i]).mapToObj(header::get).toList();
    List<String> chosen = columns.choose(settings, numeric, List.of());
    settings.image().ifPresent(image -> columns.requirePixels(image, chosen.size()));
    List<ColumnType> types =
        chosen.stream()
            .map(
                column ->
                    settings.kinds().categorical().contains(column)
                        ? ColumnType.category("string")
                        : ColumnType.NUMERAL)
            .toList();
    Schema schema = new Schema(chosen, settings.label(), settings.image()).typed(types);
    return new CsvSource(spark, settings, columns.path(), found, header, schema);
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
    return new Columns(path, "", header).leftOut(schema.columns(), schema.label());
  }

  @Override
  public Order order() {
    return Order.ARBITRARY;
  }

  /** Not with Spark SQL's reader, which compiles for seconds before it reads the first row. */
  @Override
  public JavaRDD<ParsedRow> read() {
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    CsvRecord format = format();
    CsvLayout layout = settings.csv();
    var hadoop = context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    List<ArrayList<CsvPiece>> tasks =
        CsvPiece.cut(files, context.defaultParallelism(), context.hadoopConfiguration());
    return context
        .parallelize(tasks, Math.max(1, tasks.size()))
        .flatMap(List::iterator)
        .flatMap(
            piece -> {
              CsvParser parser = CsvFile.parser(layout);
              String file = new Path(piece.file()).toUri().toString();
              return new CsvLines(piece, layout.header(), hadoop.value().value())
                  .map(line -> format.parse(parser, file, line));
            });
  }

  @Override
  public String explain(Problem problem) {
    Path file = DataFiles.ofSpark(problem.file());
    CsvFile csv = new CsvFile(file, settings.csv(), spark.sparkContext().hadoopConfiguration());
    CsvRecord format = format();
    String name = DataFiles.display(file);
    return csv.first(
            (cells, text, line) ->
                Optional.ofNullable(format.parse(cells, problem.file(), text).problem())
                    .map(found -> found.message(name + ", line " + line)))
        .orElseGet(() -> problem.message(name));
  }

  private CsvRecord format() {
    return new CsvRecord(
        new CellReader(schema, settings.missing()),
        schema.columns().stream().mapToInt(header::indexOf).toArray(),
        schema.label().map(header::indexOf).orElse(-1),
        header.size());
  }

  /** A header in one piece is most often cut at another character. */
  private static void requireSeparator(Columns columns, char separator) {
    for (char other : new char[] {';', '\t', '|', ','}) {
      if (columns.names().size() == 1 && columns.names().get(0).indexOf(other) >= 0) {
        throw ElboException.data(
            "Cannot read [%s]: its header %s has no separator [%s]. If the columns are cut at [%s], set elbo.data.options.separator to that."
                .formatted(columns.path(), columns.shown(), separator, other));
      }
    }
  }
}
