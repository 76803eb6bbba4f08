package dev.elbo.job.ml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import dev.elbo.job.train.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariationalAutoencoderTest {
  @TempDir private Path folder;
  private SparkSession spark;

  @BeforeEach
  void start() {
    spark = Sparks.local(2);
  }

  @Test
  void fitAndElboTrainGiveTheSameNetworkToTheByte() throws IOException {
    Rows.table(spark).repartition(3).write().parquet(folder + "/rows");
    Progress.RunResult trained =
        Trainings.train(
            spark,
            folder.resolve("trained"),
            Rows.QUICK,
            "elbo.data { format = parquet, path = \"%s/rows\" }".formatted(folder));
    VariationalAutoencoderModel model =
        Rows.quick()
            .setInputCols(Rows.COLUMNS)
            .setOutputDir(folder + "/fitted")
            .fit(spark.read().parquet(folder + "/rows"));
    Path run = Path.of(model.summary().runDirectory().orElseThrow());
    assertThat(run.resolve("model/parameters.npz"))
        .hasSameBinaryContentAs(Path.of(trained.model(), "parameters.npz"));
    assertThat(run.resolve("model/network.zip"))
        .hasSameBinaryContentAs(Path.of(trained.model(), "network.zip"));
  }

  @Test
  void whatIsSavedAndLoadedAndSavedAgainIsTheModelDirectoryOfTheRun() throws IOException {
    VariationalAutoencoderModel model =
        Rows.quick().setOutputDir(folder + "/out").fit(Rows.vectors(spark));
    Path run = Path.of(model.summary().runDirectory().orElseThrow(), "model");
    model.save(folder + "/saved");
    VariationalAutoencoderModel loaded = VariationalAutoencoderModel.load(folder + "/saved");
    loaded.save(folder + "/again");
    for (String file : List.of("metadata.json", "parameters.npz", "network.zip")) {
      assertThat(folder.resolve("saved/model").resolve(file))
          .hasSameBinaryContentAs(run.resolve(file));
      assertThat(folder.resolve("again/model").resolve(file))
          .hasSameBinaryContentAs(run.resolve(file));
    }
    assertThat(loaded.summary().history()).isEqualTo(model.summary().history());
  }

  @Test
  void vectorsArraysAndColumnsAreTheSameFeatures() throws IOException {
    Dataset<Row> vectors = Rows.vectors(spark);
    Dataset<Row> dense =
        vectors.withColumn(
            "features",
            functions.array_to_vector(
                functions.vector_to_array(vectors.col("features"), "float64")));
    assertThat(vectors.select("features").takeAsList(1).get(0).<Vector>getAs(0).getClass())
        .isNotEqualTo(dense.select("features").takeAsList(1).get(0).<Vector>getAs(0).getClass());
    byte[] expected =
        parameters(Rows.quick().setInputCols(Rows.COLUMNS).fit(Rows.table(spark)), "columns");
    for (String type : List.of("float64", "float32")) {
      Dataset<Row> arrays =
          vectors.withColumn("features", functions.vector_to_array(vectors.col("features"), type));
      assertThat(parameters(Rows.quick().fit(arrays), type)).as(type).isEqualTo(expected);
    }
    assertThat(parameters(Rows.quick().fit(vectors), "sparse")).isEqualTo(expected);
    assertThat(parameters(Rows.quick().fit(dense), "dense")).isEqualTo(expected);
  }

  @Test
  void settingsHoldWhereNoParamIsSet() throws IOException {
    VariationalAutoencoderModel model =
        new VariationalAutoencoder().setSettings(Rows.QUICK).setEpochs(1).fit(Rows.table(spark));
    assertThat(model.summary().epochs()).isEqualTo(1);
    assertThat(model.getLatentDimension()).isEqualTo(2);
    assertThat(model.getInputCols()).containsExactly(Rows.COLUMNS);
    assertThat(model.metadata().architecture().latent().dimension()).isEqualTo(2);
    Path file = Files.writeString(folder.resolve("quick.conf"), Rows.QUICK);
    VariationalAutoencoderModel same =
        new VariationalAutoencoder()
            .setSettings(file.toString())
            .setEpochs(1)
            .fit(Rows.table(spark));
    assertThat(parameters(same, "file")).isEqualTo(parameters(model, "text"));
  }

  @Test
  void aRunIsDeletedUnlessItHasAFolder() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    List<Path> before = runs(temporary);
    VariationalAutoencoderModel model = Rows.quick().fit(Rows.vectors(spark));
    assertThat(runs(temporary)).isEqualTo(before);
    assertThat(model.summary().runDirectory()).isEmpty();
  }

  @Test
  void aFinishedRunInItsFolderIsReadAndNotTrainedAgain() throws IOException {
    VariationalAutoencoder vae = Rows.quick().setOutputDir(folder.toString());
    VariationalAutoencoderModel first = vae.fit(Rows.vectors(spark));
    Path run = Path.of(first.summary().runDirectory().orElseThrow());
    assertThat(run.resolve("report.html")).isRegularFile();
    Object written = Files.getLastModifiedTime(run.resolve("run.json"));
    VariationalAutoencoderModel second = vae.fit(Rows.vectors(spark));
    assertThat(second.summary().runDirectory()).isEqualTo(first.summary().runDirectory());
    assertThat(second.summary().history()).isEqualTo(first.summary().history());
    assertThat(Files.getLastModifiedTime(run.resolve("run.json"))).isEqualTo(written);
  }

  @Test
  void theSummaryHasALineAnEpoch() {
    VariationalAutoencoderModel model = Rows.quick().setEpochs(3).fit(Rows.vectors(spark));
    VariationalAutoencoderSummary summary = model.summary();
    assertThat(summary.epochs()).isEqualTo(3);
    assertThat(summary.history()).extracting(line -> line.epoch()).containsExactly(1, 2, 3);
    assertThat(summary.validationElboHistory()).hasSize(3).doesNotContain(Double.NaN);
    assertThat(summary.elbo()).isEqualTo(summary.validationElboHistory()[2]);
    assertThat(summary.elboHistory()[2]).isGreaterThan(summary.elboHistory()[0]);
  }

  @Test
  void transformAddsTheColumnsThatHaveNames() {
    VariationalAutoencoderModel model = Rows.quick().fit(Rows.vectors(spark));
    Dataset<Row> rows = Rows.vectors(spark);
    assertThat(model.transform(rows).columns())
        .containsExactly("a", "b", "c", "kind", "features", "latent");
    Dataset<Row> scored =
        model
            .copy(org.apache.spark.ml.param.ParamMap.empty())
            .setLatentCol("")
            .setElboCol("nats")
            .setKlCol("kl")
            .transform(rows);
    assertThat(scored.columns()).containsExactly("a", "b", "c", "kind", "features", "kl", "nats");
    assertThat(model.setElboCol("nats").transformSchema(rows.schema()))
        .isEqualTo(model.transform(rows).schema());
  }

  @Test
  void aStreamIsTransformedToTheSameCells() throws Exception {
    Dataset<Row> rows = Rows.vectors(spark);
    rows.write().parquet(folder + "/rows");
    VariationalAutoencoderModel model =
        Rows.quick()
            .setEpochs(1)
            .setElboCol("elbo")
            .setAnomalyCol("odd")
            .setReconstructionCol("seen")
            .fit(rows);
    Dataset<Row> stream = spark.readStream().schema(rows.schema()).parquet(folder + "/rows");
    StreamingQuery query =
        model
            .transform(stream)
            .writeStream()
            .format("memory")
            .queryName("streamed")
            .trigger(Trigger.AvailableNow())
            .start();
    query.awaitTermination();
    String[] columns = {"a", "latent", "elbo", "odd", "seen"};
    assertThat(Rows.cells(spark.table("streamed"), columns))
        .hasSize(300)
        .isEqualTo(Rows.cells(model.transform(rows.repartition(5)), columns));
  }

  @Test
  void everyEpochIsALineInTheLogAndNothingIsPrinted() {
    List<String> lines = new ArrayList<>();
    Logger logger = (Logger) LogManager.getLogger(VariationalAutoencoder.class);
    Appender appender =
        new AbstractAppender("lines", null, null, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
          }
        };
    appender.start();
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    logger.addAppender(appender);
    logger.setLevel(Level.INFO);
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Rows.quick().fit(Rows.vectors(spark));
    } finally {
      System.setOut(out);
      logger.removeAppender(appender);
    }
    assertThat(lines).filteredOn(line -> line.startsWith("INFO epoch 1/2  elbo ")).hasSize(1);
    assertThat(lines).filteredOn(line -> line.startsWith("INFO epoch 2/2  elbo ")).hasSize(1);
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private static List<Path> runs(Path temporary) throws IOException {
    try (var files = Files.list(temporary)) {
      return files.filter(f -> f.getFileName().toString().matches("elbo-[0-9a-f-]{36}")).toList();
    }
  }

  private byte[] parameters(VariationalAutoencoderModel model, String name) throws IOException {
    Path saved = folder.resolve("saved-" + name);
    model.write().overwrite().save(saved.toString());
    return Files.readAllBytes(saved.resolve("model/parameters.npz"));
  }
}
