package dev.elbo.job.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.ElboException;
import dev.elbo.distribution.Noise;
import dev.elbo.feature.ColumnMap;
import dev.elbo.feature.ColumnType;
import dev.elbo.feature.Levels;
import dev.elbo.feature.Preparation;
import dev.elbo.feature.Scaling;
import dev.elbo.feature.Schema;
import dev.elbo.job.Sparks;
import dev.elbo.store.Anomaly;
import dev.elbo.store.Model;
import dev.elbo.store.ModelMetadata;
import dev.elbo.vae.Activation;
import dev.elbo.vae.AnomalyScore;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.Inputs;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Categorical;
import dev.elbo.vae.likelihood.Gaussian;
import dev.elbo.vae.likelihood.Mixed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which columns are added, what they hold, and from what rows of which form. */
class ScoreColumnsTest {
  private static final int FEATURES = 5;

  @TempDir private Path folder;

  private static Model model(Optional<Anomaly> anomaly) {
    Architecture a = Models.network(FEATURES, 8, Latents.normal(2), new Gaussian(0.5));
    Model plain = Models.model(a, Models.scaled(FEATURES, 0.25, 2), Models.initial(a));
    ModelMetadata m = plain.metadata();
    return new Model(
        new ModelMetadata(m.schema(), m.preparation(), m.architecture(), m.provenance(), anomaly),
        plain.parameters());
  }

  private static Scorer scorer() {
    return Scorer.of(model(Optional.of(new Anomaly("reconstruction", 4, 0.9, 5.5, 100))));
  }

  private static Scorer all() {
    return scorer().with(scorer().scoring().withColumns(ScoreColumn.values()));
  }

  private static double cell(int i, int j) {
    return (i + j) % 4 == 0 ? 0 : Noise.of(11, 0, 0, i).gaussian(j);
  }

  private static Dataset<Row> rows(SparkSession spark, int n) {
    StructType schema = new StructType().add("id", DataTypes.IntegerType);
    for (String column : Models.columns(FEATURES)) {
      schema = schema.add(column, DataTypes.DoubleType);
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Object[] cells = new Object[FEATURES + 1];
      cells[0] = i;
      for (int j = 0; j < FEATURES; j++) {
        cells[j + 1] = cell(i, j);
      }
      rows.add(RowFactory.create(cells));
    }
    return spark.createDataFrame(rows, schema);
  }

  private static double[] doubles(Row row, String column) {
    return row.<Double>getList(row.fieldIndex(column)).stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static List<Row> sorted(Dataset<Row> rows) {
    List<Row> list = new ArrayList<>(rows.collectAsList());
    list.sort(Comparator.comparingInt(row -> row.getAs("id")));
    return list;
  }

  @Test
  void theColumnsHoldTogether() {
    for (Row row : all().score(rows(Sparks.local(2), 300)).collectAsList()) {
      double reconstruction = row.getAs("reconstruction_log_probability");
      assertThat(row.<Double>getAs("elbo")).isEqualTo(reconstruction - row.<Double>getAs("kl"));
      assertThat(row.<Double>getAs("anomaly_score")).isEqualTo(-reconstruction);
      assertThat(row.<Boolean>getAs("anomaly")).isEqualTo(-reconstruction > 5.5);
      assertThat(Arrays.stream(doubles(row, "contribution")).sum())
          .isCloseTo(-reconstruction, within(1e-5 * (1 + Math.abs(reconstruction))));
      assertThat(doubles(row, "latent")).hasSize(2);
      assertThat(doubles(row, "latent_variance")).hasSize(2);
      assertThat(Arrays.stream(doubles(row, "latent_variance")).min().orElseThrow()).isPositive();
      assertThat(doubles(row, "reconstruction")).hasSize(FEATURES);
      assertThat(doubles(row, "sample")).hasSize(FEATURES);
      assertThat(row.<Double>getAs("log_likelihood")).isGreaterThan(row.<Double>getAs("elbo") - 20);
    }
  }

  /** Of a Gaussian: the log-density at its mean minus the reconstruction log-probability. */
  @Test
  void theDevianceCountsFromAPerfectReconstructionAndItsContributionsToo() {
    Scoring scoring =
        scorer()
            .scoring()
            .withAnomaly(AnomalyScore.DEVIANCE)
            .withThreshold(3)
            .withColumns(ScoreColumn.values());
    double perfect = -0.5 * FEATURES * Math.log(2 * Math.PI * 0.5);
    for (Row row : scorer().with(scoring).score(rows(Sparks.local(2), 300)).collectAsList()) {
      double deviance = row.getAs("anomaly_score");
      assertThat(deviance)
          .isCloseTo(
              perfect - row.<Double>getAs("reconstruction_log_probability"),
              within(1e-5 * (1 + deviance)));
      assertThat(row.<Boolean>getAs("anomaly")).isEqualTo(deviance > 3);
      assertThat(Arrays.stream(doubles(row, "contribution")).sum())
          .isCloseTo(deviance, within(1e-5 * (1 + deviance)));
    }
  }

  @ParameterizedTest
  @EnumSource(value = AnomalyScore.class, mode = EnumSource.Mode.EXCLUDE, names = "DEVIANCE")
  void theAnomalyScoreIsMinusWhatItIsCalledAfter(AnomalyScore score) {
    ScoreColumn of =
        switch (score) {
          case RECONSTRUCTION -> ScoreColumn.RECONSTRUCTION_LOG_PROBABILITY;
          case ELBO -> ScoreColumn.ELBO;
          case IMPORTANCE -> ScoreColumn.LOG_LIKELIHOOD;
          case DEVIANCE -> throw new AssertionError(score);
        };
    Scoring scoring =
        scorer().scoring().withAnomaly(score).withColumns(of, ScoreColumn.ANOMALY_SCORE);
    for (Row row : scorer().with(scoring).score(rows(Sparks.local(2), 50)).collectAsList()) {
      assertThat(row.<Double>getAs("anomaly_score")).isEqualTo(-row.<Double>getAs(of.word()));
    }
  }

  @Test
  void columnsHaveTheNamesAndTheOrderThatAreAskedFor() {
    Map<ScoreColumn, String> names = new LinkedHashMap<>();
    names.put(ScoreColumn.ELBO, "how.well");
    names.put(ScoreColumn.LATENT, "code");
    Scorer named = scorer().with(scorer().scoring().withColumns(names));
    Dataset<Row> scored = named.score(rows(Sparks.local(2), 20));
    assertThat(scored.columns())
        .containsExactly("id", "c0", "c1", "c2", "c3", "c4", "how.well", "code");
    assertThat(named.schema(rows(Sparks.local(2), 1).schema())).isEqualTo(scored.schema());
    assertThat(scored.select("code", "id").first().getList(0)).hasSize(2);
    assertThat(
            scorer()
                .with(scorer().scoring().withColumns())
                .score(rows(Sparks.local(2), 3))
                .columns())
        .hasSize(6);
    Map<ScoreColumn, String> same = new LinkedHashMap<>();
    same.put(ScoreColumn.ELBO, "a");
    same.put(ScoreColumn.KL, "A");
    assertThatThrownBy(() -> scorer().scoring().withColumns(same))
        .hasMessage(
            "Cannot score rows: two columns would be named [A]. Give each a name of its own.");
  }

  @Test
  void aThresholdBelongsToItsScoreAndItsSamples() {
    Scoring kept = scorer().scoring();
    assertThat(kept.threshold()).hasValue(5.5);
    assertThat(kept.samples()).isEqualTo(4);
    assertThat(kept.withSamples(4).withAnomaly(AnomalyScore.RECONSTRUCTION)).isEqualTo(kept);
    assertThat(kept.withSamples(5).threshold()).isEmpty();
    assertThat(kept.withAnomaly(AnomalyScore.ELBO).threshold()).isEmpty();
    assertThat(kept.withSamples(5).withThreshold(1).withColumns(ScoreColumn.ANOMALY).threshold())
        .hasValue(1);
    assertThatThrownBy(() -> kept.withSamples(5).withColumns(ScoreColumn.ANOMALY))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot mark anomalies: no threshold is known for the score [reconstruction] of [5] samples. Give one, or ask for the score and the samples that the model has a threshold for, if it has any.");
    assertThat(Scorer.of(model(Optional.empty())).scoring().threshold()).isEmpty();
    assertThatThrownBy(() -> kept.withSamples(0))
        .hasMessage("Cannot score rows: [0] samples are less than [1]. Give 1 or more.");
  }

  @Test
  void vectorsDenseOrSparseAreTheSameRowsAsColumns() {
    SparkSession spark = Sparks.local(2);
    StructType schema =
        new StructType().add("id", DataTypes.IntegerType).add("x", SQLDataTypes.VectorType());
    List<Row> vectors = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double[] cells = new double[FEATURES];
      for (int j = 0; j < FEATURES; j++) {
        cells[j] = cell(i, j);
      }
      Vector dense = Vectors.dense(cells);
      vectors.add(RowFactory.create(i, i % 2 == 0 ? dense : dense.toSparse()));
    }
    List<Row> expected = sorted(all().score(rows(spark, 300)));
    List<Row> found = sorted(all().score(spark.createDataFrame(vectors, schema), "x"));
    for (int i = 0; i < 300; i++) {
      for (ScoreColumn column : ScoreColumn.values()) {
        assertThat(found.get(i).<Object>getAs(column.word()))
            .isEqualTo(expected.get(i).getAs(column.word()));
      }
    }
    Dataset<Row> shorter =
        spark.createDataFrame(
            List.of(RowFactory.create(1, Vectors.sparse(4, new int[] {1}, new double[] {1}))),
            schema);
    assertThatThrownBy(() -> all().score(shorter, "x").collectAsList())
        .satisfies(
            e ->
                assertThat(ElboException.in(e))
                    .hasMessage(
                        "Cannot score a row: column [x] holds [4] numbers, and the model has [5] features. Mend the cell, or take the row out."));
    double[] hole = {1, Double.NaN, 3, 4, 5};
    Dataset<Row> missing =
        spark.createDataFrame(List.of(RowFactory.create(1, Vectors.dense(hole))), schema);
    assertThatThrownBy(() -> all().score(missing, "x").collectAsList())
        .satisfies(
            e ->
                assertThat(ElboException.in(e).getMessage())
                    .contains("column [x[1]] holds [null], where a value is missing."));
  }

  /** Files that come one after the other, in micro-batches, as a stream. */
  @Test
  void aStreamHasTheScoresOfItsRowsToTheBit() throws Exception {
    SparkSession spark = Sparks.local(2);
    Dataset<Row> rows =
        rows(spark, 700)
            .selectExpr(
                "*", "cast(id as string) as text", "date'2020-02-29' as day", "array(id) as ids");
    Path in = folder.resolve("in");
    rows.repartition(5).write().parquet(in.toString());
    Dataset<Row> stream =
        all()
            .score(
                spark
                    .readStream()
                    .schema(rows.schema())
                    .option("maxFilesPerTrigger", 2)
                    .parquet(in.toString()));
    assertThat(stream.isStreaming()).isTrue();
    stream
        .writeStream()
        .format("parquet")
        .option("checkpointLocation", folder.resolve("checkpoint").toString())
        .trigger(org.apache.spark.sql.streaming.Trigger.AvailableNow())
        .start(folder.resolve("out").toString())
        .awaitTermination();
    List<Row> expected = sorted(all().score(rows));
    List<Row> found = sorted(spark.read().parquet(folder.resolve("out").toString()));
    assertThat(found).hasSize(700).isEqualTo(expected);
  }

  private static Model typed() {
    return typed(new Levels(List.of("blue", "red"), Levels.Others.CODE));
  }

  private static Model typed(Levels colors) {
    Architecture a =
        new Architecture(
            4,
            List.of(8),
            Latents.normal(2),
            List.of(8),
            Activation.RELU,
            new Mixed(
                List.of(new Gaussian(1), new Gaussian(1), new Categorical(3), new Bernoulli())),
            new Inputs(List.of(0, 0, 3, 0), List.of(2)));
    Model plain = Models.model(a, Models.unscaled(4), Models.initial(a));
    ModelMetadata m = plain.metadata();
    Schema schema =
        m.schema()
            .typed(
                List.of(
                    ColumnType.DOUBLE,
                    ColumnType.named("int"),
                    ColumnType.named("string"),
                    ColumnType.named("boolean")));
    Scaling scaling =
        new Scaling("none", List.of(0.0, 0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0, 1.0), List.of());
    Preparation preparation =
        new Preparation(
            List.of(
                ColumnMap.Straight.INSTANCE,
                ColumnMap.Straight.INSTANCE,
                colors,
                ColumnMap.Straight.INSTANCE),
            scaling,
            Preparation.Missing.KEPT);
    return new Model(
        new ModelMetadata(schema, preparation, m.architecture(), m.provenance()),
        plain.parameters());
  }

  @Test
  void rowsOfATableComeBackWithTheirTypes() {
    SparkSession spark = Sparks.local(2);
    Scorer scorer = Scorer.of(typed());
    scorer =
        scorer.with(
            scorer
                .scoring()
                .withColumns(
                    ScoreColumn.RECONSTRUCTION, ScoreColumn.SAMPLE, ScoreColumn.CONTRIBUTION));
    Dataset<Row> rows =
        spark.sql(
            "select explode(array(1D, 2D)) as c0, 3 as c1, explode(array('red', 'green', null)) as c2, true as c3");
    Dataset<Row> scored = scorer.score(rows);
    assertThat(scored.schema().apply("reconstruction").dataType().simpleString())
        .isEqualTo("struct<c0:double,c1:int,c2:string,c3:boolean>");
    for (Row row : scored.collectAsList()) {
      assertThat(row.<Row>getAs("sample").<String>getAs("c2")).isIn("blue", "red", Levels.OTHER);
      assertThat(row.<Row>getAs("reconstruction").<Boolean>getAs("c3")).isIn(true, false);
      double ofColor = doubles(row, "contribution")[2];
      // A missing cell costs nothing.
      assertThat(ofColor == 0).isEqualTo(row.getAs("c2") == null);
    }
    Dataset<Row> made = Generator.of(typed()).generate(spark, 200, 5, Generator.Shown.DRAW);
    assertThat(made.schema().simpleString())
        .isEqualTo("struct<c0:double,c1:int,c2:string,c3:boolean>");
    assertThat(made.collectAsList())
        .extracting(row -> row.<String>getAs("c2"))
        .contains("blue", "red", Levels.OTHER);
    assertThat(scorer.score(made).collectAsList()).hasSize(200);
  }

  @Test
  void aColumnOfAnotherTypeThanInTrainingIsNamed() {
    SparkSession spark = Sparks.local(2);
    assertThatThrownBy(
            () -> Scorer.of(typed()).score(spark.sql("select 1D c0, 2 c1, 3.5D c2, true c3")))
        .hasMessage(
            "Cannot score the rows: the type of column [c2] is [double]. Cast it to [string], as which the model knows it.");
    assertThatThrownBy(
            () -> Scorer.of(typed()).score(spark.sql("select 1D c0, 2 c1, 'red' c2, 1 c3")))
        .hasMessage(
            "Cannot score the rows: the type of column [c3] is [int]. Cast it to [boolean], as which the model knows it.");
  }

  @Test
  void anotherOrderAndOtherColumnsChangeNothing() {
    Dataset<Row> rows = rows(Sparks.local(2), 60);
    Dataset<Row> changed = rows.selectExpr("c4", "'new' as more", "c2", "c0", "id", "c3", "c1");
    List<Row> expected = sorted(all().score(rows));
    List<Row> found = sorted(all().score(changed));
    for (int i = 0; i < expected.size(); i++) {
      for (ScoreColumn column : ScoreColumn.values()) {
        assertThat(found.get(i).<Object>getAs(column.word()))
            .isEqualTo(expected.get(i).getAs(column.word()));
      }
    }
  }

  @Test
  void anUnknownCategoryIsNamedWhereThereIsNoOther() {
    Model model = typed(new Levels(List.of("blue", "green", "red"), Levels.Others.ERROR));
    Dataset<Row> rows = Sparks.local(2).sql("select 1D c0, 2 c1, 'pink' c2, true c3");
    assertThatThrownBy(() -> Scorer.of(model).score(rows).collectAsList())
        .satisfies(
            e ->
                assertThat(ElboException.in(e))
                    .hasMessage(
                        "Cannot score the row [c0: 1.0, c1: 2, c2: pink, c3: true]: column [c2] holds [pink], which is none of the model's categories [blue, green, red]. Mend the cell, or take the row out."));
  }
}
