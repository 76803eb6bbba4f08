package dev.elbo.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet that cannot be trained on: exit code 3, one line, nothing left behind. */
class BadParquetTest {
  private static final int DATA = 3;
  private static final StructType COLUMNS =
      new StructType()
          .add("a", DataTypes.DoubleType)
          .add("b.c", DataTypes.FloatType)
          .add("kind", DataTypes.StringType);

  @TempDir(factory = SpacedFolder.class)
  private Path folder;

  private Verb verb;

  @BeforeEach
  void setUp() {
    verb = new Verb(folder);
  }

  /** One file of three rows, in the second of which column b.c has this value. */
  private void rows(String name, Float value) throws IOException {
    List<Row> rows = new ArrayList<>();
    rows.add(RowFactory.create(1.0, 2f, "x"));
    rows.add(RowFactory.create(3.0, value, "y"));
    rows.add(RowFactory.create(5.0, 7f, "x"));
    Path written = folder.resolve("written");
    Sparks.local(2)
        .createDataFrame(rows, COLUMNS)
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(written.toString());
    try (var files = Files.list(written)) {
      Path part = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Files.createDirectories(folder.resolve(name).getParent());
      Files.move(part, folder.resolve(name));
    }
  }

  private void refuses(String message, String... sets) {
    String[] all = Arrays.copyOf(sets, sets.length + 2);
    all[sets.length] = "data.format=parquet";
    all[sets.length + 1] = "data.path=" + folder + "/data";
    verb.refuses(DATA, message, all);
  }

  @Test
  void aNullIsNamedWithItsRow() throws Exception {
    rows("data/1.parquet", 1f);
    rows("data/2.parquet", null);
    refuses(
        "Cannot read [@/data/2.parquet, row 2]: column [b.c] holds [], where a value is missing. Fill the cell, or set elbo.data.missing to drop, mean or indicator.");
  }

  @Test
  void notANumberIsNamedWithItsRow() throws Exception {
    rows("data/1.parquet", Float.NaN);
    refuses(
        "Cannot read [@/data/1.parquet, row 2]: column [b.c] holds [NaN], which is not a finite number of single precision. Mend the cell, or leave the column out of elbo.data.columns.");
  }

  @Test
  void infinityIsNamedWithItsRow() throws Exception {
    rows("data/1.parquet", Float.NEGATIVE_INFINITY);
    refuses(
        "Cannot read [@/data/1.parquet, row 2]: column [b.c] holds [-Infinity], which is not a finite number of single precision. Mend the cell, or leave the column out of elbo.data.columns.");
  }

  @Test
  void aColumnThatDoesNotExistIsNamed() throws Exception {
    rows("data/1.parquet", 1f);
    refuses(
        "Cannot find column [c] in [@/data]: it has the columns [a, b.c, kind]. Change elbo.data.columns or elbo.data.path.",
        "data.columns=[a, c]");
  }

  @Test
  void aFileThatIsNoParquetIsNamed() {
    verb.write("data/1.parquet", "a,b\n1,2\n3,4\n");
    refuses(
        "Cannot read [@/data]: [file:@/data/1.parquet is not a Parquet file. Expected magic number at tail, but found [51, 44, 52, 10]]. Check that the file is whole and in the format of elbo.data.format.");
  }

  @Test
  void aDamagedFileAmongOthersIsNamed() throws Exception {
    rows("data/1.parquet", 1f);
    byte[] bytes = Files.readAllBytes(folder.resolve("data/1.parquet"));
    Arrays.fill(bytes, 4, 60, (byte) 0xFF);
    verb.write("data/2.parquet", bytes);
    refuses(
        "Cannot read [@/data/2.parquet]: [don't know what type: 15]. Check that the file is whole and in the format of elbo.data.format.");
  }

  @Test
  void aTruncatedFileAmongOthersIsNamed() throws Exception {
    rows("data/1.parquet", 1f);
    byte[] bytes = Files.readAllBytes(folder.resolve("data/1.parquet"));
    verb.write("data/2.parquet", Arrays.copyOf(bytes, bytes.length - 20));
    refuses(
        "Cannot read [@/data/2.parquet]: [file:@/data/2.parquet is not a Parquet file. Expected magic number at tail, but found [100, 98, 97, 41]]. Check that the file is whole and in the format of elbo.data.format.");
  }

  @Test
  void anEmptyFolderIsNamed() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    refuses(
        "Cannot read [@/data]: the folder holds no files. Put the data there, or point elbo.data.path elsewhere.");
  }
}
