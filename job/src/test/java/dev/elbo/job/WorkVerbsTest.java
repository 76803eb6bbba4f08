package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.job.score.Generator;
import dev.elbo.job.score.ScoreColumn;
import dev.elbo.job.score.Scorer;
import dev.elbo.job.score.Scoring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** score, generate and evaluate, from files to files. */
class WorkVerbsTest {
  private static final int ROWS = 700;

  @TempDir private static Path shared;
  private static String model;
  private static SparkSession spark;

  @TempDir private Path folder;

  /** A number, four features, a text. */
  private static Dataset<Row> rows() {
    return spark
        .range(0, ROWS, 1, 1)
        .selectExpr(
            "cast(id as int) as id",
            "sin(id) as a",
            "cos(3 * id) as b",
            "sin(id) + cos(5 * id) / 4 as c",
            "cast(id % 3 as float) as d",
            "concat('row, ', id) as text",
            "id % 10 = 0 as odd");
  }

  @BeforeAll
  static void train() {
    spark = Sparks.local(2);
    Path train = shared.resolve("train");
    rows().write().parquet(train.toString());
    model =
        Trainings.train(
                spark,
                shared.resolve("runs"),
                """
                elbo.data {
                  format = parquet, path = "%s", columns = [a, b, c, d], scale = standard
                }
                elbo.model { encoder = [8], decoder = [8], latent.dimension = 2, likelihood = gaussian }
                elbo.training { epochs = 2, batch-size = 32, shards = 1 }
                elbo.anomaly { samples = 3, quantile = 0.9 }
                """
                    .formatted(train))
            .directory();
  }

  private Verb.Outcome run(String... arguments) {
    return Verb.run(arguments);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void refused(int code, String message, String... arguments) {
    assertThat(run(arguments))
        .isEqualTo(
            new Verb.Outcome(
                code, "elbo: " + message.replace("@", folder.toString()) + System.lineSeparator()));
  }

  private static List<Row> sorted(Dataset<Row> rows) {
    List<Row> list = new ArrayList<>(rows.collectAsList());
    list.sort(Comparator.comparingInt(row -> row.getAs("id")));
    return list;
  }

  private static Scoring everything(Scorer scorer) {
    return scorer.scoring().withColumns(ScoreColumn.values());
  }

  @ParameterizedTest
  @CsvSource({"1, parquet", "7, parquet", "7, orc", "2, json"})
  void scoreWritesTheColumnsOfTheDataAndThoseOfTheScorerToTheBit(int partitions, String format) {
    rows().repartition(partitions).write().parquet(path("in"));
    Verb.Outcome outcome =
        run(
            "score",
            model,
            path("in"),
            "--out",
            path("out"),
            "--out-format",
            format,
            "--columns",
            String.join(",", ScoreColumn.words()),
            "--quiet");
    assertThat(outcome).isEqualTo(new Verb.Outcome(0, ""));
    Scorer scorer = Scorer.load(spark, model + "/model");
    Dataset<Row> expected = scorer.with(everything(scorer)).score(rows());
    Dataset<Row> written = spark.read().schema(expected.schema()).format(format).load(path("out"));
    assertThat(sorted(written)).hasSize(ROWS).isEqualTo(sorted(expected));
  }

  @Test
  void scoresOfCsvAreThoseOfTheSameNumbersAndItsTextsStay() throws IOException {
    Files.createDirectory(folder.resolve("in"));
    List<String> lines = new ArrayList<>(List.of("id;a;b;c;d;text"));
    for (Row row : rows().collectAsList()) {
      lines.add(
          "%s;%s;%s;%s;%s;\"say \"\"%s\"\"; yes\""
              .formatted(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), row.get(5)));
    }
    Files.write(folder.resolve("in/rows.csv"), lines);
    Verb.Outcome outcome =
        run(
            "score",
            model,
            path("in/rows.csv"),
            "--set",
            "elbo.data.options.separator=\";\"",
            "--out",
            path("out"),
            "--out-format",
            "csv",
            "--columns",
            "latent,anomaly_score=strange",
            "--quiet");
    assertThat(outcome).isEqualTo(new Verb.Outcome(0, ""));
    Dataset<Row> written =
        spark.read().option("header", true).option("escape", "\"").csv(path("out"));
    assertThat(written.columns())
        .containsExactly("id", "a", "b", "c", "d", "text", "latent", "strange");
    Scorer scorer = Scorer.load(spark, model + "/model");
    List<Row> expected =
        sorted(
            scorer
                .with(scorer.scoring().withColumns(ScoreColumn.LATENT, ScoreColumn.ANOMALY_SCORE))
                .score(rows()));
    List<Row> found = sorted(written.withColumn("id", functions.col("id").cast("int")));
    for (int i = 0; i < ROWS; i++) {
      assertThat(Double.parseDouble(found.get(i).getAs("strange")))
          .isEqualTo(expected.get(i).<Double>getAs("anomaly_score"));
      assertThat(found.get(i).<String>getAs("latent"))
          .isEqualTo(expected.get(i).getList(7).toString().replace(", ", ","));
      assertThat(found.get(i).<String>getAs("text")).isEqualTo("say \"row, %d\"; yes".formatted(i));
    }
  }

  @Test
  void anOutputThatIsThereIsKeptUnlessItIsToBeReplaced() throws IOException {
    rows().limit(20).write().parquet(path("in"));
    Files.createDirectory(folder.resolve("out"));
    Files.writeString(folder.resolve("out/mine"), "mine");
    refused(
        2,
        "Cannot write [@/out]: it exists. Use --overwrite to replace it, or another --out.",
        "score",
        model,
        path("in"),
        "--out",
        path("out"));
    assertThat(folder.resolve("out/mine")).hasContent("mine");
    assertThat(
            run("score", model, path("in"), "--out", path("out"), "--overwrite", "--quiet").code())
        .isZero();
    assertThat(spark.read().parquet(path("out")).count()).isEqualTo(20);
    assertThat(folder.resolve("out/mine")).doesNotExist();
  }

  @Test
  void aRowThatCannotBeScoredLeavesNothingBehind() throws IOException {
    rows()
        .withColumn("b", functions.expr("if(id = 333, double('NaN'), b)"))
        .drop("text", "odd")
        .write()
        .parquet(path("in"));
    Verb.Outcome outcome = run("score", model, path("in"), "--out", path("out"), "--quiet");
    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.err())
        .startsWith("elbo: Cannot score the row [id: 333, a: ")
        .endsWith(
            "]: column [b] holds [NaN], which is not a finite number. Mend the cell, or take the row out.\n");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("in");
    }
  }

  @Test
  void whatIsWrongWithTheDataIsSaid() throws IOException {
    rows().drop("c").write().parquet(path("less"));
    refused(
        3,
        "Cannot score the rows: they have no column [c]; their columns are [id, a, b, d, text, odd]. Add it, or rename the one that is meant.",
        "score",
        model,
        path("less"),
        "--out",
        path("out"));
    refused(
        3,
        "Cannot read [@/nothing]: no such file or folder. Give DATA a path that exists.",
        "score",
        model,
        path("nothing"),
        "--out",
        path("out"));
    Files.writeString(folder.resolve("bad.csv"), "a,b,c,d\n1,2,3,4\n1,two,3,4\n");
    refused(
        3,
        "Cannot score a row: column [b] holds [two], which is not a number. Mend the cell, or take the row out.",
        "score",
        model,
        path("bad.csv"),
        "--out",
        path("out"));
    Files.writeString(folder.resolve("broken.parquet"), "PAR1 and no more than that");
    Verb.Outcome broken =
        run("score", model, path("broken.parquet"), "--out", path("out"), "--quiet");
    assertThat(broken.code()).isEqualTo(3);
    assertThat(broken.err()).startsWith("elbo: Cannot read [" + path("broken.parquet") + "]: ");
    refused(
        2,
        "Cannot score rows: there is no score [wow]. Use some of [latent, latent_variance, reconstruction, reconstruction_log_probability, kl, elbo, log_likelihood, anomaly_score, anomaly, contribution, sample].",
        "score",
        model,
        path("less"),
        "--out",
        path("out"),
        "--columns",
        "latent,wow");
    refused(
        2,
        "Cannot mark anomalies: no threshold is known for the score [elbo] of [3] samples. Give one, or ask for the score and the samples that the model has a threshold for, if it has any.",
        "score",
        model,
        path("less"),
        "--out",
        path("out"),
        "--columns",
        "anomaly",
        "--score",
        "elbo");
    refused(
        3,
        "Cannot read [file:@/no-model/metadata.json]: there is no such file. Check the path.",
        "evaluate",
        path("no-model"),
        path("less"));
  }

  @Test
  void generatedRowsAreThoseOfTheGenerator() {
    Verb.Outcome outcome =
        run("generate", model, "--rows", "600", "--seed", "5", "--out", path("made"), "--quiet");
    assertThat(outcome).isEqualTo(new Verb.Outcome(0, ""));
    Dataset<Row> expected =
        Generator.load(spark, model + "/model").generate(spark, 600, 5, Generator.Shown.DRAW, 1);
    assertThat(spark.read().parquet(path("made")).collectAsList())
        .hasSize(600)
        .containsExactlyInAnyOrderElementsOf(expected.collectAsList());
    assertThat(expected.schema().apply("d").dataType().simpleString()).isEqualTo("float");
    refused(
        2,
        "Cannot draw a sheet [@/x.png]: the rows of the model are no images. Give an --out without [.png], for a table.",
        "generate",
        model,
        "--out",
        path("x.png"));
  }

  @Test
  void aModelOfImagesDrawsASheetAndScoresIdx() throws IOException {
    byte[] images = new byte[16 + 300 * 6];
    images[2] = 8;
    images[3] = 3;
    images[6] = 1;
    images[7] = 44; // 300
    images[11] = 2;
    images[15] = 3;
    byte[] labels = new byte[8 + 300];
    labels[2] = 8;
    labels[3] = 1;
    labels[6] = 1;
    labels[7] = 44;
    for (int i = 0; i < 300; i++) {
      labels[8 + i] = (byte) (i % 10);
      for (int j = 0; j < 6; j++) {
        images[16 + i * 6 + j] = (byte) (i % 10 == 4 ? 250 : i * (j + 1) % 50);
      }
    }
    Files.write(folder.resolve("train-images-idx3-ubyte"), images);
    Files.write(folder.resolve("train-labels-idx1-ubyte"), labels);
    String run =
        Trainings.train(
                spark,
                folder.resolve("runs"),
                """
                elbo.data { format = idx, path = "%s", scale = unit, validation.fraction = 0 }
                elbo.model { encoder = [8], decoder = [8], latent.dimension = 2 }
                elbo.training { epochs = 1, batch-size = 64, shards = 1 }
                """
                    .formatted(path("train-images-idx3-ubyte")))
            .directory();
    assertThat(run("generate", run, "--rows", "10", "--mean", "--out", path("x.png"), "--quiet"))
        .isEqualTo(new Verb.Outcome(0, ""));
    var sheet = ImageIO.read(folder.resolve("x.png").toFile());
    assertThat(List.of(sheet.getWidth(), sheet.getHeight()))
        .containsExactly(4 * (3 + 2) + 2, 3 * (2 + 2) + 2);
    assertThat(
            run(
                "score",
                run,
                path("train-images-idx3-ubyte"),
                "--set",
                "elbo.data.label=digit",
                "--out",
                path("scored"),
                "--quiet"))
        .isEqualTo(new Verb.Outcome(0, ""));
    Dataset<Row> scored = spark.read().parquet(path("scored"));
    assertThat(scored.columns())
        .containsExactly("pixels", "digit", "latent", "elbo", "anomaly_score", "anomaly");
    assertThat(scored.where("digit = '4'").count()).isEqualTo(30);
  }
}
