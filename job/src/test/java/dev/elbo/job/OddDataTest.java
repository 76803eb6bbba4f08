package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.feature.Scaling;
import dev.elbo.store.Model;
import dev.elbo.store.ModelDirectory;
import dev.elbo.store.RunDirectory;
import dev.elbo.store.RunRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that looks odd and is good: the same cells in another dress are the same data. */
class OddDataTest {
  private static final String PLAIN = "a,b,kind\n1,2,x\n3,4,y\n5,7,x\n";

  @TempDir(factory = SpacedFolder.class)
  private Path folder;

  private Verb verb;

  @BeforeEach
  void setUp() {
    verb = new Verb(folder);
  }

  private RunDirectory run(String id) {
    return new RunDirectory(new Configuration(), "file:" + folder + "/out", id);
  }

  private void train(String id, String... sets) {
    assertThat(verb.train(List.of("--run-id", id), sets)).isEqualTo(new Verb.Outcome(0, ""));
  }

  /** What stands for the rows that a run saw, with their labels. */
  private String fingerprint(String id, String... sets) {
    List<String> all = new ArrayList<>(Arrays.asList(sets));
    all.add("data.label=kind");
    train(id, all.toArray(String[]::new));
    return RunRecord.read(run(id).runFile()).dataFingerprint();
  }

  private String plain() {
    verb.write("rows.csv", PLAIN);
    return fingerprint("plain");
  }

  @Test
  void quotesLineEndsSpacesAndCompressionDoNotMatter() {
    String plain = plain();
    verb.write("odd.csv", "\uFEFFa, b ,kind\r\n\"1\", 2,x\r\n\r\n3,4.0 ,y\n5,7e0,x");
    assertThat(fingerprint("odd", "data.path=" + folder + "/odd.csv")).isEqualTo(plain);
    verb.write("rows.csv.gz", Verb.gzip(PLAIN.getBytes(StandardCharsets.UTF_8)));
    assertThat(fingerprint("gzip", "data.path=" + folder + "/rows.csv.gz")).isEqualTo(plain);
    verb.write("data/1.csv", "a,b,kind\n5,7,x\n").write("data/2.csv", "a,b,kind\r\n3,4,y\r\n1,2,x");
    assertThat(fingerprint("folder", "data.path=" + folder + "/data")).isEqualTo(plain);
  }

  @Test
  void aNameWithBracketsIsAName() {
    String plain = plain();
    verb.write("data/rows[12].csv", "a,b,kind\n1,2,x\n3,4,y\n")
        .write("data/rows1.csv", "a,b,kind\n5,7,x\n");
    assertThat(fingerprint("brackets", "data.path=" + folder + "/data")).isEqualTo(plain);
  }

  @Test
  void whatSparkLeavesBesideItsFilesIsNoData() {
    String plain = plain();
    verb.write("data/part.csv", PLAIN).write("data/_SUCCESS", "");
    assertThat(fingerprint("pattern", "data.path=" + folder + "/data/*")).isEqualTo(plain);
  }

  @Test
  void parquetFilesInFoldersOfTheFolderAreRead() {
    String plain = plain();
    var spark = Sparks.local(2);
    var rows =
        spark
            .read()
            .option("header", "true")
            .option("inferSchema", "true")
            .csv(folder + "/rows.csv");
    rows.where("a < 5").write().parquet(folder + "/data/old");
    rows.where("a = 5").write().parquet(folder + "/data/new");
    assertThat(fingerprint("nested", "data.format=parquet", "data.path=" + folder + "/data"))
        .isEqualTo(plain);
  }

  @Test
  void aSeparatorInQuotesBelongsToTheCell() {
    verb.write("rows.csv", "a;b;kind\n1;2;\"x;y\"\n3;4;\"he said \"\"z\"\"\"\n");
    String semicolons = fingerprint("semicolons", "data.options.separator=;");
    verb.write("rows.csv", "a,b,kind\n1,2,x;y\n3,4,\"he said \"\"z\"\"\"\n");
    assertThat(fingerprint("commas")).isEqualTo(semicolons);
  }

  @Test
  void aHeaderMayHaveSpacesAndAHash() {
    verb.write("rows.csv", "#a b,c\n1,2\n3,4\n#x,5\n");
    verb.assertRefused(
        verb.train("data.columns=[\"#a b\"]"),
        3,
        "Cannot read [@/rows.csv, line 4]: column [#a b] holds [#x], which is not a number. Mend the cell, or leave the column out of elbo.data.columns.");
  }

  @Test
  void missingCellsTakeTheMeanOfTheirColumn() {
    verb.write("rows.csv", "a,b\n1,10\n,20\n3,\n,\n8,60\n");
    train("mean", "data.missing=mean", "data.scale=minmax");
    Model model = ModelDirectory.read(new Configuration(), run("mean").model());
    Scaling scaling = model.metadata().preparation().scaling();
    assertThat(scaling.fill()).containsExactly(4.0, 30.0);
    assertThat(scaling.shift()).containsExactly(1.0, 10.0);
    assertThat(scaling.factor()).containsExactly(1.0 / 7, 1.0 / 50);
    assertThat(RunRecord.read(run("mean").runFile()).counts().rows()).isEqualTo(5);
  }

  @Test
  void droppedRowsAreNotCounted() {
    verb.write("rows.csv", "a,b\n1,10\n,20\n3,\n,\n8,60\n");
    train("drop", "data.missing=drop");
    assertThat(RunRecord.read(run("drop").runFile()).counts().rows()).isEqualTo(2);
  }
}
