package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.Schema;
import dev.elbo.settings.DataSettings;
import dev.elbo.settings.DataSettings.Header;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** CSV files, plain or compressed. Every cell is read as text, so that a bad one can be shown. */
final class CsvSource implements Source {
  private static final String MALFORMED = "_elbo_malformed";
  private static final String FILE = "_elbo_file";

  private final SparkSession spark;
  private final DataSettings settings;
  private final String path;
  private final List<String> files;
  private final List<String> header;
  private final Schema schema;

  private CsvSource(
      SparkSession spark,
      DataSettings settings,
      String path,
      List<String> files,
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
    List<Path> files =
        DataFiles.list(path, setting, hadoop).stream().map(FileStatus::getPath).toList();
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
    Schema schema = columns.choose(settings, numeric);
    return new CsvSource(
        spark,
        settings,
        columns.path(),
        files.stream().map(Path::toString).toList(),
        header,
        schema);
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
    return new Columns(path, "", header).leftOut(schema);
  }

  @Override
  public Order order() {
    return Order.ARBITRARY;
  }

  @Override
  public JavaRDD<ParsedRow> read() {
    StructType types = new StructType();
    for (String column : header) {
      types = types.add(column, DataTypes.StringType);
    }
    CellReader reader = new CellReader(schema.columns().toArray(String[]::new), settings.missing());
    int[] at = schema.columns().stream().mapToInt(header::indexOf).toArray();
    int label = schema.label().map(header::indexOf).orElse(-1);
    int malformed = header.size();
    return spark
        .read()
        .schema(types.add(MALFORMED, DataTypes.StringType))
        .option("header", settings.csv().header() == Header.PRESENT)
        .option("sep", String.valueOf(settings.csv().separator()))
        .option("quote", String.valueOf(settings.csv().quote()))
        .option("escape", String.valueOf(settings.csv().quote()))
        .option("mode", "PERMISSIVE")
        .option("columnNameOfCorruptRecord", MALFORMED)
        .option("enforceSchema", true)
        .option("maxColumns", CsvFile.MAX_COLUMNS)
        .options(DataFiles.NOTHING_SKIPPED)
        .csv(DataFiles.forSpark(files))
        .withColumn(FILE, functions.input_file_name())
        .toJavaRDD()
        .mapPartitions(FileRows::new)
        .map(
            row -> {
              String file = row.getString(malformed + 1);
              if (!row.isNullAt(malformed)) {
                return ParsedRow.bad(raggedRow(file, row.getString(malformed), malformed));
              }
              double[] values = new double[at.length];
              for (int i = 0; i < at.length; i++) {
                values[i] = CellReader.parse(row.getString(at[i]));
              }
              String carried = label < 0 ? null : row.getString(label);
              return reader.read(file, values, i -> row.getString(at[i]), carried);
            });
  }

  @Override
  public String explain(Problem problem) {
    Path file = DataFiles.ofSpark(problem.file());
    CsvFile csv = new CsvFile(file, settings.csv(), spark.sparkContext().hadoopConfiguration());
    CellReader reader = new CellReader(schema.columns().toArray(String[]::new), settings.missing());
    String name = DataFiles.display(file);
    return csv.first(
            (cells, text, line) ->
                check(reader, problem.file(), cells, text)
                    .map(found -> found.message(name + ", line " + line)))
        .orElseGet(() -> problem.message(name));
  }

  /** What is wrong with one record, as tasks see it. */
  private Optional<Problem> check(CellReader reader, String file, String[] cells, String text) {
    if (cells.length != header.size()) {
      return Optional.of(raggedRow(file, text, header.size()));
    }
    int[] at = schema.columns().stream().mapToInt(header::indexOf).toArray();
    double[] values = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      values[i] = CellReader.parse(cells[at[i]]);
    }
    return Optional.ofNullable(reader.read(file, values, i -> cells[at[i]], null).problem());
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

  private static Problem raggedRow(String file, String row, int columns) {
    return new Problem(
        file,
        "",
        row,
        "which does not have the [" + columns + "] cells of the header",
        "Mend the row.");
  }
}
