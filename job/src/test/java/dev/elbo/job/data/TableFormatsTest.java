package dev.elbo.job.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.job.Sparks;
import dev.elbo.settings.LikelihoodSettings;
import dev.elbo.vae.likelihood.Gaussian;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same rows give the same shards, whatever they lie in. */
class TableFormatsTest {
  private static final LikelihoodSettings GAUSSIAN = new LikelihoodSettings.Same(new Gaussian(1));
  private static final int ROWS = 60;

  @TempDir private Path folder;

  private final SparkSession spark = Sparks.local(2);

  /** Numbers that every format can say, a label, and a column to leave out. */
  private Dataset<Row> rows() {
    return spark
        .range(ROWS)
        .selectExpr(
            "id / 8 as a",
            "(id * 7) % 11 - 5 as b",
            "concat('k', id % 3) as kind",
            "id % 4 as day");
  }

  private List<String> expected() {
    return lines(rows());
  }

  private List<String> lines(Dataset<Row> rows) {
    return Packed.lines(
        TrainingData.open(
            spark,
            DataSettingsOf.hocon(
                "format = parquet, path = /none", "columns = [a, b], label = kind"),
            GAUSSIAN,
            rows,
            Optional.empty()));
  }

  private TrainingData open(String format, Object path, String... more) {
    return TrainingData.open(
        spark,
        DataSettingsOf.hocon("format = %s, path = \"%s\"".formatted(format, path), more),
        GAUSSIAN);
  }

  private List<String> read(String format, Object path, String... more) {
    String[] all = java.util.Arrays.copyOf(more, more.length + 1);
    all[more.length] = "columns = [a, b], label = kind";
    return Packed.lines(open(format, path, all));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "json", "orc", "avro"})
  void filesInOneFolderOrInPartitions(String format) {
    Path plain = folder.resolve("plain");
    Path parted = folder.resolve("parted");
    rows().repartition(3).write().format(format).save(plain.toString());
    rows().write().format(format).partitionBy("day").save(parted.toString());
    assertThat(read(format, plain)).isEqualTo(expected());
    assertThat(read(format, parted)).isEqualTo(expected());
    assertThat(read(format, plain + "/part-*")).isEqualTo(expected());
    assertThat(read(format, parted, "filter = \"day in (1, 3) and b > 0\""))
        .isEqualTo(lines(rows().where("day in (1, 3) and b > 0")))
        .hasSizeBetween(10, ROWS / 2);
  }

  @Test
  void filtersReachThePartitions() {
    rows().write().partitionBy("day").parquet(folder + "/rows");
    Dataset<Row> filtered =
        Tables.open(
            spark,
            DataSettingsOf.hocon(
                "format = parquet, path = " + folder + "/rows, filter = \"day = 2\""),
            folder + "/rows",
            "elbo.data.path");
    assertThat(filtered.queryExecution().executedPlan().toString())
        .contains("PartitionFilters: [isnotnull(day")
        .contains("= 2)]");
  }

  @Test
  void libsvmHoldsItsFeaturesInVectors() throws Exception {
    Files.writeString(folder.resolve("train.libsvm"), "1 1:0.5 3:2\n0 2:-1\n1 1:4 2:5 3:6\n");
    Files.writeString(folder.resolve("held.libsvm"), "0 1:7\n1 2:0.25\n");
    TrainingData data =
        open(
            "libsvm",
            folder.resolve("train.libsvm"),
            "label = label, validation.fraction = 0, validation.path = " + folder + "/held.libsvm");
    assertThat(data.schema().columns())
        .containsExactly("features[0]", "features[1]", "features[2]");
    assertThat(data.validationProfile().orElseThrow().rows()).isEqualTo(2);
    assertThat(Packed.lines(data))
        .contains("[0.5, 0.0, 2.0]1.0", "[0.0, -1.0, 0.0]0.0", "[4.0, 5.0, 6.0]1.0");
  }

  @Test
  void sparseVectorsInParquet() {
    new VectorAssembler()
        .setInputCols(new String[] {"a", "b"})
        .setOutputCol("v")
        .transform(rows())
        .select("v", "kind")
        .write()
        .parquet(folder + "/vectors");
    assertThat(Packed.lines(open("parquet", folder + "/vectors", "label = kind")))
        .isEqualTo(expected());
  }

  @Test
  void aTableOfADatabase() throws Exception {
    String url = "jdbc:h2:mem:elbo";
    // The database is there as long as somebody is connected.
    try (Connection keep = DriverManager.getConnection(url, "sa", "hush")) {
      assertThat(keep.isValid(0)).isTrue();
      String options = "options { url = \"%s\", user = sa, password = hush".formatted(url);
      rows()
          .selectExpr("a `a`", "b `b`", "kind `kind`", "day `day`")
          .write()
          .format("jdbc")
          .option("url", url)
          .option("user", "sa")
          .option("password", "hush")
          .option("dbtable", "numbers")
          .save();
      assertThat(read("jdbc", "numbers", options + " }")).isEqualTo(expected());
      assertThat(
              read(
                  "jdbc",
                  "numbers",
                  options
                      + ", partitionColumn = day, lowerBound = 0, upperBound = 4, numPartitions = 3 }"))
          .isEqualTo(expected());
      assertThat(
              read(
                  "jdbc",
                  "(select \\\"a\\\", \\\"b\\\", \\\"kind\\\" from numbers where \\\"day\\\" < 2) q",
                  options + " }",
                  "filter = \"b > 0\""))
          .isEqualTo(lines(rows().where("day < 2 and b > 0")));
    }
  }

  @Test
  void aTableThatSparkKnowsByName() {
    spark.sql("create database if not exists things");
    try {
      spark.conf().set("spark.sql.sources.default", "parquet");
      rows().write().option("path", folder + "/table").saveAsTable("things.numbers");
      assertThat(read("table", "things.numbers")).isEqualTo(expected());
      assertThat(read("table", "spark_catalog.things.numbers")).isEqualTo(expected());
      rows().where("day > 1").createOrReplaceTempView("late");
      assertThat(read("table", "late")).isEqualTo(lines(rows().where("day > 1")));
    } finally {
      spark.sql("drop database things cascade");
    }
  }

  @Test
  void theSampleIsThatOfAnyLayoutAndOfBothSides() {
    rows().repartition(1).write().parquet(folder + "/one");
    rows().repartition(7).write().json(folder + "/seven");
    List<String> half = read("parquet", folder + "/one", "sample = 0.5");
    assertThat(read("json", folder + "/seven", "sample = 0.5")).isEqualTo(half);
    assertThat(half.size()).isBetween(15, 45);
    assertThat(expected()).containsAll(half.subList(1, half.size()));
    TrainingData split =
        open("parquet", folder + "/one", "sample = 0.5, validation.fraction = 0.4");
    assertThat(split.profile().rows() + split.validationProfile().orElseThrow().rows())
        .as("labels count in what a row is, so this sample is another one")
        .isBetween(15L, 45L);
    assertThat(split.profile().rows()).isPositive();
    split.release();
  }
}
