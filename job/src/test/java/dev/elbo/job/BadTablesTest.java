package dev.elbo.job;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of Spark that cannot be trained on: one line, nothing left behind. */
class BadTablesTest {
  private static final int SETTINGS = 2;
  private static final int DATA = 3;
  private static final int ENVIRONMENT = 5;

  @TempDir(factory = SpacedFolder.class)
  private Path folder;

  private Verb verb;

  @BeforeEach
  void setUp() {
    verb = new Verb(folder);
  }

  private void refuses(int code, String format, String path, String message, String... sets) {
    String[] all = Arrays.copyOf(sets, sets.length + 2);
    all[sets.length] = "data.format=" + format;
    all[sets.length + 1] = "data.path=" + path;
    verb.refuses(code, message, all);
  }

  private void refuses(String format, String message, String... sets) {
    refuses(DATA, format, folder + "/data", message, sets);
  }

  private static Dataset<Row> sql(String query) {
    return Sparks.local(2).sql(query);
  }

  /** Writes a query as one file. */
  private Path write(String format, String name, String query) {
    try {
      Path written = folder.resolve("written");
      sql(query).coalesce(1).write().mode("overwrite").format(format).save(written.toString());
      try (var files = Files.list(written)) {
        Path part =
            files
                .filter(f -> f.getFileName().toString().startsWith("part"))
                .findFirst()
                .orElseThrow();
        Files.createDirectories(folder.resolve(name).getParent());
        return Files.move(part, folder.resolve(name));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static final String GOOD = "select 1.5D a, 2 b, 'x' kind union all select 2.5D, 7, 'y'";

  @ParameterizedTest
  @ValueSource(strings = {"json", "orc", "avro"})
  void aNullIsNamedWithItsFileAndTheRowAroundIt(String format) {
    write(format, "data/1", GOOD);
    write(
        format, "data/2", "select 3.5D a, null b, 'z' kind union all select 3.5D a, 4 b, 'u' kind");
    refuses(
        format,
        "Cannot read [@/data/2, the row [a: 3.5, b: null, kind: z]]: column [b] holds [], where a value is missing. Fill the cell, or set elbo.data.missing to drop, mean or indicator.",
        "data.columns=[a, b]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"orc", "avro"})
  void notANumberIsNamed(String format) {
    write(format, "data/1", GOOD);
    write(format, "data/2", "select double('NaN') a, 2 b, 'z' kind");
    refuses(
        format,
        "Cannot read [@/data/2, the row [a: NaN, b: 2, kind: z]]: column [a] holds [NaN], which is not a finite number of single precision. Mend the cell, or leave the column out of elbo.data.columns.",
        "data.columns=[a, b]");
  }

  @Test
  void aFileThatIsNoOrcIsNamed() {
    write("orc", "data/1", GOOD);
    verb.write("data/2", "a,b\n1,2\n3,4\n");
    refuses(
        "orc",
        "Cannot read [@/data/2]: [Malformed ORC file file:@/data/2. Invalid postscript.]. Check that the file is whole and in the format of elbo.data.format.");
  }

  @Test
  void aDamagedOrcFileIsNamed() throws IOException {
    write("orc", "data/1", GOOD);
    Path file = write("orc", "data/2", GOOD);
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 3, bytes.length / 2, (byte) 0xFF);
    Files.write(file, bytes);
    refuses(
        "orc",
        "Cannot read [@/data]: [Buffer size too small. size = 262144 needed = 8388607 in footer]. Check that the file is whole and in the format of elbo.data.format.");
  }

  @Test
  void aFileThatIsNoAvroIsNamed() {
    write("avro", "data/1.avro", GOOD);
    verb.write("data/2.avro", "a,b\n1,2\n3,4\n");
    refuses(
        "avro",
        "Cannot read [@/data/2.avro]: it is no Avro file [its first bytes are [97, 44, 98, 10]]. Give files of Avro, or change elbo.data.format.");
  }

  /** As on a Spark whose class path lacks the package. */
  @Test
  void withoutItsPackageAvroIsNoFormat() {
    write("avro", "data/1.avro", GOOD);
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(new WithoutAvro(context));
    try {
      refuses(
          ENVIRONMENT,
          "avro",
          folder + "/data",
          "Cannot read [@/data]: Spark has no reader of [avro]. Start with --conf spark.jars.packages=org.apache.spark:spark-avro_2.12:3.5.5.");
    } finally {
      Thread.currentThread().setContextClassLoader(context);
    }
  }

  private static final class WithoutAvro extends ClassLoader {
    WithoutAvro(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.apache.spark.sql.avro")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      List<URL> found = Collections.list(super.getResources(name));
      return Collections.enumeration(
          found.stream().filter(url -> !url.toString().contains("spark-avro")).toList());
    }
  }

  @Test
  void aTruncatedAvroFileIsNamed() throws IOException {
    Path file = write("avro", "data/1.avro", GOOD);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));
    refuses("avro", "Cannot read [@/data/1.avro]: it ends too early. Copy the file again.");
  }

  @Test
  void aRecordThatIsNoJsonIsNamedWithItsFile() {
    verb.write("data/1.json", "{\"a\": 1, \"b\": 2}\n{\"a\": 3, \"b\": 4}\n");
    verb.write("data/2.json", "{\"a\": 1, \"b\": 2}\n{\"a\": 5, \"b\": \n");
    refuses(
        "json",
        "Cannot read [@/data/2.json]: the record [{\"a\": 5, \"b\":] is no JSON object. Mend or remove it; where a record spans lines, set elbo.data.options.multiLine = true.");
  }

  @Test
  void aFileWithoutAnyJsonIsNamed() {
    verb.write("data/1.json", "a,b\n1,2\n");
    refuses(
        "json",
        "Cannot read [@/data/1.json]: the record [1,2] is no JSON object. Mend or remove it; where a record spans lines, set elbo.data.options.multiLine = true.");
  }

  @Test
  void anObjectInsideOfJsonIsNoFeature() {
    verb.write("data/1.json", "{\"a\": 1, \"b\": {\"c\": 2}}\n{\"a\": 3, \"b\": {\"c\": 4}}\n");
    refuses(
        "json",
        "Cannot train on column [b] of [@/data]: its type is [struct<c:bigint>]. Take it out of elbo.data.columns; features are numbers, texts, truths, dates and timestamps.",
        "data.columns=[a, b]");
  }

  @Test
  void aLineThatIsNoLibsvmIsShown() {
    verb.write("data/1.libsvm", "1 1:0.5 2:3\n0 2:1 1:4\n");
    refuses(
        "libsvm",
        "Cannot read [@/data/1.libsvm]: the row holds [0 2:1 1:4], which is no libsvm [requirement failed: indices should be one-based and in ascending order; found current=0, previous=1; line=\"0 2:1 1:4\"]. Mend or remove the line.");
    verb.write("data/1.libsvm", "1 1:0.5 2:3\n0 2:x\n");
    refuses(
        "libsvm",
        "Cannot read [@/data/1.libsvm]: the row holds [0 2:x], which is no libsvm [For input string: \"x\"]. Mend or remove the line.");
  }

  /** Rows are dense in memory: one wrong digit must not cost gigabytes. */
  @Test
  void anAbsurdIndexOfLibsvmIsNamed() {
    verb.write("data/1.libsvm", "1 1:0.5 2:3\n0 2:1 2147483647:4\n");
    refuses(
        "libsvm",
        "Cannot read [@/data/1.libsvm]: the row holds [0 2:1 2147483647:4], which is wider than [1048576] features. Mend the index, or leave rare features out.");
  }

  @Test
  void theTextOfALongCellIsCut() {
    verb.write("data/1.libsvm", "1 1:0.5 2:3\n" + "x".repeat(100_000) + "\n");
    refuses(
        "libsvm",
        "Cannot read [@/data/1.libsvm]: the row holds [%s..], which is no libsvm [For input string: \"%s..]. Mend or remove the line."
            .formatted("x".repeat(200), "x".repeat(181)));
  }

  @Test
  void aWrongLengthOfLibsvmVectorsIsRefused() {
    verb.write("data/1.libsvm", "1 1:0.5 2:3\n0 2:1 3:4\n");
    refuses(
        "libsvm",
        "Cannot read [@/data]: its vectors have [3] features, and [2] are expected. Give vectors of the same features, or change elbo.data.options.numFeatures.",
        "data.options.numFeatures=2");
  }

  @Test
  void filesOfOtherColumnsAreNamed() {
    write("parquet", "data/1", GOOD);
    write("parquet", "data/2", "select 1.5D a, 'z' kind");
    refuses(
        "parquet",
        "Cannot read [@/data/2, row 1]: column [b] holds [], where a value is missing. Fill the cell, or set elbo.data.missing to drop, mean or indicator.");
  }

  @Test
  void aColumnThatHasAnotherTypeInAnotherFileIsNamed() {
    write("parquet", "data/1", GOOD);
    write("parquet", "data/2", "select 'x' a, 2 b, 'z' kind");
    refuses(
        "parquet",
        "Cannot read [@/data/2]: its column [a] is of type [BINARY], and the table's is [double]. Give all files the same types, or leave the column out of elbo.data.columns.");
  }

  @Test
  void aTableThatDoesNotExistIsNamed() {
    refuses(
        DATA,
        "table",
        "nowhere.rows",
        "Cannot read the table [nowhere.rows]: [[TABLE_OR_VIEW_NOT_FOUND] The table or view `nowhere`.`rows` cannot be found. Verify the spelling and correctness of the schema and catalog.]. Check elbo.data.path, and spark.sql.catalog.* of Spark if the table is in a catalog of its own.");
    refuses(
        DATA,
        "table",
        "lake.db.rows",
        "Cannot read the table [lake.db.rows]: [[REQUIRES_SINGLE_PART_NAMESPACE] spark_catalog requires a single-part namespace, but got `lake`.`db`.]. Check elbo.data.path, and spark.sql.catalog.* of Spark if the table is in a catalog of its own.");
    refuses(
        DATA,
        "table",
        "not a name",
        "Cannot read the table [not a name]: [[PARSE_SYNTAX_ERROR] Syntax error at or near 'a'.(line 1, pos 4)]. Check elbo.data.path, and spark.sql.catalog.* of Spark if the table is in a catalog of its own.");
  }

  @Test
  void aFilterThatIsNoPredicateIsRefused() {
    write("orc", "data/1", GOOD);
    refuses(
        SETTINGS,
        "orc",
        folder + "/data",
        "Cannot use elbo.data.filter [c > 0] on [@/data]: [[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column or function parameter with name `c` cannot be resolved. Did you mean one of the following? [`a`, `b`, `kind`].; line 1 pos 0;]. Give a predicate of Spark SQL over its columns [a, b, kind].",
        "data.filter=c > 0");
    refuses(
        SETTINGS,
        "orc",
        folder + "/data",
        "Cannot use elbo.data.filter [a >] on [@/data]: [[PARSE_SYNTAX_ERROR] Syntax error at or near end of input.(line 1, pos 3)]. Give a predicate of Spark SQL over its columns [a, b, kind].",
        "data.filter=a >");
    refuses(
        SETTINGS,
        "orc",
        folder + "/data",
        "Cannot use elbo.data.filter [a + b] on [@/data]: [[DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN] Cannot resolve \"(a + b)\" due to data type mismatch: Filter expression \"(a + b)\" of type \"DOUBLE\" is not a boolean.;]. Give a predicate of Spark SQL over its columns [a, b, kind].",
        "data.filter=a + b");
  }

  @Test
  void aFilterThatNoRowFulfilsLeavesTooFew() {
    write("orc", "data/1", GOOD);
    refuses(
        "orc",
        "Cannot train on [@/data]: [0] rows are left to train on, after [0] held out and [0] dropped for a missing cell. Give at least [2].",
        "data.filter=a > 100");
  }

  @Test
  void whatADatabaseRefusesIsSaid() throws Exception {
    String url = "data.options.url=jdbc:h2:mem:bad";
    String user = "data.options.user=sa";
    String password = "data.options.password=hush";
    try (Connection keep = DriverManager.getConnection("jdbc:h2:mem:bad", "sa", "hush")) {
      keep.createStatement().execute("create table numbers(a double precision, b int)");
      keep.createStatement().execute("insert into numbers values (1, 2), (3, null)");
      refuses(
          DATA,
          "jdbc",
          "numbers",
          "Cannot read [numbers, the row [A: 3.0, B: null]]: column [B] holds [], where a value is missing. Fill the cell, or set elbo.data.missing to drop, mean or indicator.",
          url,
          user,
          password);
      refuses(
          DATA,
          "jdbc",
          "nothing",
          "Cannot read the table [nothing] of the database: [Table \"NOTHING\" not found; SQL statement:]. Check elbo.data.path and elbo.data.options.",
          url,
          user,
          password);
      refuses(
          DATA,
          "jdbc",
          "numbers",
          "Cannot read the table [numbers] of the database: [Wrong user name or password [28000-232]]. Check elbo.data.path and elbo.data.options.",
          url,
          user,
          "data.options.password=wrong");
      refuses(
          ENVIRONMENT,
          "jdbc",
          "numbers",
          "Cannot read the table [numbers] of the database: [Connection refused]. Check elbo.data.options.url, and that the database answers.",
          "data.options.url=jdbc:h2:tcp://localhost:1/x",
          user,
          password);
      refuses(
          ENVIRONMENT,
          "jdbc",
          "numbers",
          "Cannot read the table [numbers] of the database: [No suitable driver]. Give Spark the jar of the driver with --conf spark.jars=FILE, and check elbo.data.options.url.",
          "data.options.url=jdbc:none:x");
      refuses(
          ENVIRONMENT,
          "jdbc",
          "numbers",
          "Cannot read the table [numbers] of the database: [org.none.Driver]. Give Spark the jar of the driver with --conf spark.jars=FILE, and check elbo.data.options.url.",
          "data.options.driver=org.none.Driver",
          url);
    }
  }

  /** H2 quotes what it was given. */
  @Test
  void aPasswordThatTheDatabaseQuotesIsNotSaid() {
    refuses(
        DATA,
        "jdbc",
        "numbers",
        "Cannot read the table [numbers] of the database: [A file path that is implicitly relative to the current working directory is not allowed in the database URL \"jdbc:h2:odd?password=[redacted]\". Use an absolute path, ~/name, ./name, or the baseDir setting in..]. Check elbo.data.path and elbo.data.options.",
        "data.options.url=jdbc:h2:odd?password=hush");
  }

  @Test
  void aFolderWithoutFilesIsNamed() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    for (String format : List.of("json", "orc", "avro", "libsvm")) {
      refuses(
          format,
          "Cannot read [@/data]: the folder holds no files. Put the data there, or point elbo.data.path elsewhere.");
    }
  }
}
