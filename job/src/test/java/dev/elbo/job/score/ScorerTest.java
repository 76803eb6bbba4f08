package dev.elbo.job.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.ElboException;
import dev.elbo.distribution.Noise;
import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import dev.elbo.store.EpochMetrics;
import dev.elbo.store.MetricsFile;
import dev.elbo.store.Model;
import dev.elbo.store.WholeFile;
import dev.elbo.vae.AnomalyScore;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.Engine;
import dev.elbo.vae.Network;
import dev.elbo.vae.RowScores;
import dev.elbo.vae.Rows;
import dev.elbo.vae.ScoreRequest;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.ContinuousBernoulli;
import dev.elbo.vae.likelihood.Gaussian;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScorerTest {
  private static final int FEATURES = 7;
  private static final int ROWS = 600;

  @TempDir private Path folder;

  private static Architecture network(String family, int components) {
    return Models.network(
        FEATURES, 9, new Latents(family, 3, components, List.of()), new Gaussian(0.5));
  }

  private static Model model(Architecture architecture) {
    return Models.model(
        architecture, Models.scaled(FEATURES, 0.25, 2), Models.initial(architecture));
  }

  /** The latent and the parts of the ELBO from one draw, as validation measures them. */
  private static Scorer validation(Scorer scorer) {
    return scorer.with(
        scorer
            .scoring()
            .withColumns(
                ScoreColumn.LATENT,
                ScoreColumn.ELBO,
                ScoreColumn.RECONSTRUCTION_LOG_PROBABILITY,
                ScoreColumn.KL)
            .withSamples(1));
  }

  private static Scorer scorer(Model model) {
    return validation(Scorer.of(model));
  }

  /** A row number, the features, a text. */
  private static Dataset<Row> rows(SparkSession spark) {
    return spark.createDataFrame(rows(), schema());
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      Object[] cells = new Object[FEATURES + 2];
      cells[0] = i;
      for (int j = 0; j < FEATURES; j++) {
        cells[j + 1] = cell(i, j);
      }
      cells[FEATURES + 1] = "row " + i;
      rows.add(RowFactory.create(cells));
    }
    return rows;
  }

  private static double cell(int i, int j) {
    return Noise.of(11, 0, 0, i).gaussian(j);
  }

  private static StructType schema() {
    StructType schema = new StructType().add("id", DataTypes.IntegerType);
    for (String column : Models.columns(FEATURES)) {
      schema = schema.add(column, DataTypes.DoubleType);
    }
    return schema.add("a text", DataTypes.StringType);
  }

  /** The scores by row number: latent, elbo, reconstruction, kl. */
  private static Map<Integer, List<Object>> scores(Dataset<Row> scored) {
    Map<Integer, List<Object>> scores = new HashMap<>();
    for (Row row : scored.collectAsList()) {
      scores.put(
          row.getAs("id"),
          List.of(
              row.getList(row.fieldIndex("latent")),
              row.getAs("elbo"),
              row.getAs("reconstruction_log_probability"),
              row.getAs("kl")));
    }
    return scores;
  }

  /** One row after the other, each alone in its batch, with noise by Spark's hash. */
  private static Map<Integer, List<Object>> oneByOne(Architecture architecture) {
    Map<Integer, List<Object>> scores = new HashMap<>();
    int batch = 256;
    try (Network network = new Network(architecture, Objective.elbo(), batch, Engine.FUSED)) {
      network.setParameters(Models.initial(architecture));
      Noise evaluation = Noise.of(7, 0, 0, 0).split(Noise.Use.EVALUATION);
      float[] row = new float[batch * FEATURES];
      for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < FEATURES; j++) {
          row[j] = (float) ((cell(i, j) - 0.25) * 2);
        }
        long content =
            XXH64.hashUnsafeBytes(row, Platform.FLOAT_ARRAY_OFFSET, FEATURES * Float.BYTES, 0);
        RowScores one =
            network.score(
                Rows.of(row, FEATURES),
                1,
                new Noise[] {evaluation.at(content)},
                ScoreRequest.elbo());
        scores.put(
            i,
            List.of(
                Arrays.stream(one.centers()).boxed().toList(),
                one.elbo(0),
                one.reconstruction()[0],
                one.kl()[0]));
      }
    }
    return scores;
  }

  @ParameterizedTest
  @CsvSource({"normal, 0", "beta, 0", "mixture, 2", "categorical, 4"})
  void scoresAreThoseOfTheNetworkOnOneMachineToTheBit(String family, int components) {
    Architecture architecture = network(family, components);
    Dataset<Row> scored = scorer(model(architecture)).score(rows(Sparks.local(2)).repartition(3));
    assertThat(scores(scored)).isEqualTo(oneByOne(architecture));
  }

  @Test
  void partitionsOrderAndTheSerializerDoNotChangeABit() {
    Scorer scorer = scorer(model(network("normal", 0)));
    SparkSession spark = Sparks.local(2);
    Map<Integer, List<Object>> expected = scores(scorer.score(rows(spark)));
    assertThat(expected).hasSize(ROWS);
    for (int partitions : new int[] {1, 3, 7}) {
      List<Row> shuffled = rows();
      Collections.shuffle(shuffled, new Random(partitions));
      Dataset<Row> others = spark.createDataFrame(shuffled, schema()).coalesce(1);
      assertThat(scores(scorer.score(others.repartition(partitions)))).isEqualTo(expected);
    }
    SparkSession kryo =
        Sparks.local(1, Map.of("spark.serializer", "org.apache.spark.serializer.KryoSerializer"));
    assertThat(scores(scorer.score(rows(kryo).repartition(4)))).isEqualTo(expected);
  }

  @Test
  void anotherSeedIsOtherNoise() {
    Scorer scorer = scorer(model(network("normal", 0)));
    Dataset<Row> rows = rows(Sparks.local(2));
    Map<Integer, List<Object>> one = scores(scorer.score(rows));
    Map<Integer, List<Object>> other =
        scores(scorer.with(scorer.scoring().withSeed(8)).score(rows));
    assertThat(other.get(0).get(0)).isEqualTo(one.get(0).get(0));
    assertThat(other.get(0).get(3)).isEqualTo(one.get(0).get(3));
    assertThat(other.get(0).get(2)).isNotEqualTo(one.get(0).get(2));
  }

  @ParameterizedTest
  @CsvSource({"normal, error", "gamma, mean"})
  void theMeanElboIsTheOneThatTrainingReportedOfTheRowsHeldOut(String family, String missing) {
    SparkSession spark = Sparks.local(2);
    Dataset<Row> rows = rows(spark);
    if (missing.equals("mean")) {
      rows = rows.withColumn("c2", functions.when(functions.expr("id % 5 > 0"), rows.col("c2")));
    }
    String train = folder.resolve("train").toString();
    String held = folder.resolve("held").toString();
    rows.where("id < 400").write().parquet(train);
    rows.where("id >= 400").write().parquet(held);
    var result =
        Trainings.train(
            spark,
            folder.resolve("out"),
            """
            elbo.data {
              format = parquet, path = "%s", validation.path = "%s", label = "a text"
              columns = %s, scale = standard, missing = %s
            }
            elbo.model {
              encoder = [8], decoder = [9], likelihood = gaussian
              latent { family = %s, dimension = 2 }
            }
            elbo.training { epochs = 2, batch-size = 32, seed = 3 }
            """
                .formatted(train, held, Models.columns(FEATURES), missing, family));
    List<EpochMetrics> epochs =
        MetricsFile.read(
            new WholeFile(
                new Configuration(),
                new org.apache.hadoop.fs.Path(result.directory(), "metrics.jsonl")));
    double reported = epochs.get(epochs.size() - 1).validation().orElseThrow().elbo();
    Dataset<Row> scored =
        validation(Scorer.load(spark, result.model())).score(spark.read().parquet(held));
    double mean =
        scored.select("elbo").collectAsList().stream()
            .mapToDouble(row -> row.getDouble(0))
            .average()
            .orElseThrow();
    // The same 200 numbers in another order.
    assertThat(mean).isCloseTo(reported, within(1e-12 * Math.abs(reported)));
  }

  @Test
  void theColumnsOfTheRowsSurvive() {
    Dataset<Row> rows =
        rows(Sparks.local(2))
            .withColumn("a.b", functions.expr("struct(id, `a text` as t)"))
            .withColumn("A TEXT", functions.expr("cast('2020-02-29' as date)"))
            .withColumn("nothing", functions.expr("cast(null as map<string,int>)"));
    Dataset<Row> scored = scorer(model(network("normal", 0))).score(rows);
    assertThat(scored.schema().fieldNames())
        .startsWith(rows.schema().fieldNames())
        .endsWith("latent", "elbo", "reconstruction_log_probability", "kl");
    int width = rows.schema().size();
    assertThat(scored.collectAsList())
        .allSatisfy(row -> assertThat(row.getList(row.fieldIndex("latent"))).hasSize(3))
        .allSatisfy(
            row ->
                assertThat(row.<Double>getAs("elbo"))
                    .isEqualTo(
                        row.<Double>getAs("reconstruction_log_probability")
                            - row.<Double>getAs("kl")))
        .extracting(row -> IntStream.range(0, width).mapToObj(row::get).toList())
        .isEqualTo(
            rows.collectAsList().stream()
                .map(row -> IntStream.range(0, width).mapToObj(row::get).toList())
                .toList());
  }

  @Test
  void aQueryMayTakeAnyOfTheColumnsInAnyOrder() {
    Dataset<Row> scored = scorer(model(network("normal", 0))).score(rows(Sparks.local(2)));
    Map<Integer, List<Object>> expected = scores(scored);
    assertThat(scored.select("elbo", "a text", "id").where("kl > 0").collectAsList())
        .hasSize(ROWS)
        .allSatisfy(
            row -> {
              assertThat(row.get(0)).isEqualTo(expected.get(row.getInt(2)).get(1));
              assertThat(row.get(1)).isEqualTo("row " + row.get(2));
            });
    assertThat(scored.select("id").collectAsList()).hasSize(ROWS);
    assertThat(scored.count()).isEqualTo(ROWS);
    assertThat(scored.groupBy().avg("elbo").first().getDouble(0)).isFinite();
  }

  @ParameterizedTest
  @CsvSource({"float", "tinyint", "smallint", "int", "bigint", "'decimal(20,3)'"})
  void numbersOfAnyTypeAreTheSameNumbers(String type) {
    Scorer scorer = scorer(model(network("normal", 0)));
    Dataset<Row> rows = rows(Sparks.local(2));
    for (String column : Models.columns(FEATURES)) {
      rows = rows.withColumn(column, functions.round(rows.col(column)));
    }
    Dataset<Row> cast = rows;
    for (String column : Models.columns(FEATURES)) {
      cast = cast.withColumn(column, cast.col(column).cast(type));
    }
    assertThat(scores(scorer.score(cast))).isEqualTo(scores(scorer.score(rows)));
  }

  @Test
  void imagesInABinaryColumnOrAnArrayAreTheSameImages() {
    Architecture architecture = Models.network(FEATURES, 9, Latents.normal(3), new Bernoulli());
    Scorer scorer =
        scorer(
            Models.model(
                architecture, Models.scaled(FEATURES, 0, 1 / 255.0), Models.initial(architecture)));
    Dataset<Row> table = rows(Sparks.local(2));
    for (String column : Models.columns(FEATURES)) {
      table =
          table.withColumn(
              column,
              functions.expr("cast(abs(id * 37 + 100 * %s) %% 256 as int)".formatted(column)));
    }
    String all = String.join(", ", Models.columns(FEATURES));
    Dataset<Row> arrays = table.selectExpr("id", "array(%s) as pixels".formatted(all));
    Dataset<Row> bytes =
        arrays.selectExpr(
            "id", "unhex(concat_ws('', transform(pixels, p -> lpad(hex(p), 2, '0')))) as pixels");
    assertThat(bytes.schema().apply("pixels").dataType()).isEqualTo(DataTypes.BinaryType);
    Map<Integer, List<Object>> expected = scores(scorer.score(table));
    assertThat(scores(scorer.score(arrays, "pixels"))).isEqualTo(expected);
    assertThat(scores(scorer.score(bytes, "pixels"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"normal", "gamma"})
  void aRowThatOverflowsDoesNotTouchItsNeighbours(String family) {
    Scorer scorer = scorer(model(network(family, 0)));
    Dataset<Row> rows = rows(Sparks.local(2)).coalesce(1);
    Map<Integer, List<Object>> expected = scores(scorer.score(rows));
    Dataset<Row> far =
        rows.withColumn("c1", functions.expr("if(id = 5, 1.5e38D, c1)"))
            .withColumn("c3", functions.expr("if(id = 5, -1.5e38D, c3)"));
    Map<Integer, List<Object>> scores = scores(scorer.score(far));
    assertThat((Double) scores.remove(5).get(1)).isNotFinite();
    expected.remove(5);
    assertThat(scores).isEqualTo(expected);
  }

  @Test
  void noRowsAreNoScores() {
    Dataset<Row> none = rows(Sparks.local(2)).where("id < 0");
    assertThat(scorer(model(network("normal", 0))).score(none).collectAsList()).isEmpty();
  }

  @Test
  void aLikelihoodOfUnboundedDensitiesHasNoDeviance() {
    Architecture a = Models.network(FEATURES, 8, Latents.normal(2), new ContinuousBernoulli());
    Scorer scorer = Scorer.of(Models.model(a, Models.scaled(FEATURES, 0, 1), Models.initial(a)));
    Scoring scoring = scorer.scoring().withAnomaly(AnomalyScore.DEVIANCE);
    assertThatThrownBy(() -> scorer.with(scoring))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot score rows: a likelihood [continuous-bernoulli] has no deviance. Take another score, such as [reconstruction].");
  }
}
