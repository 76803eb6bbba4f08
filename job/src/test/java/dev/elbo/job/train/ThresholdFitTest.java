package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.distribution.Noise;
import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import dev.elbo.job.data.Shards;
import dev.elbo.job.data.TrainingData;
import dev.elbo.job.score.ScoreColumn;
import dev.elbo.job.score.Scorer;
import dev.elbo.job.score.Scoring;
import dev.elbo.settings.AnomalySettings;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Settings;
import dev.elbo.settings.Sources;
import dev.elbo.store.Anomaly;
import dev.elbo.store.ModelDirectory;
import dev.elbo.vae.Activation;
import dev.elbo.vae.AnomalyScore;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.Initialization;
import dev.elbo.vae.Initializer;
import dev.elbo.vae.ParameterLayout;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.likelihood.Gaussian;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdFitTest {
  @TempDir private Path folder;

  private static Dataset<Row> rows(SparkSession spark, int from, int to) {
    return spark.range(from, to).selectExpr("sin(id) as x", "cos(3 * id) as y");
  }

  private Anomaly anomaly(Progress.RunResult result) {
    return ModelDirectory.read(new Configuration(), new org.apache.hadoop.fs.Path(result.model()))
        .metadata()
        .anomaly()
        .orElseThrow();
  }

  /** The anomaly scores that the scorer gives, sorted. */
  private double[] scores(SparkSession spark, Progress.RunResult result, Path rows) {
    Scorer scorer = Scorer.load(spark, result.model());
    Scoring scoring = scorer.scoring().withColumns(ScoreColumn.ANOMALY_SCORE, ScoreColumn.ANOMALY);
    List<Row> scored =
        scorer.with(scoring).score(spark.read().parquet(rows.toString())).collectAsList();
    double threshold = scoring.threshold().orElseThrow();
    assertThat(scored)
        .allSatisfy(
            row ->
                assertThat(row.<Boolean>getAs("anomaly"))
                    .isEqualTo(row.<Double>getAs("anomaly_score") > threshold));
    return scored.stream().mapToDouble(row -> row.getAs("anomaly_score")).sorted().toArray();
  }

  @ParameterizedTest
  @CsvSource({"reconstruction, 16, 0.9", "elbo, 3, 0.5", "importance, 5, 1"})
  void itIsTheQuantileOfTheScoresOfTheRowsHeldOut(String score, int samples, double quantile) {
    SparkSession spark = Sparks.local(2);
    Path train = folder.resolve("train");
    Path held = folder.resolve("held");
    rows(spark, 0, 300).write().parquet(train.toString());
    rows(spark, 300, 400).write().parquet(held.toString());
    var result =
        train(spark, train, "validation.path = \"%s\"".formatted(held), score, samples, quantile);
    Anomaly anomaly = anomaly(result);
    assertThat(anomaly).isEqualTo(new Anomaly(score, samples, quantile, anomaly.threshold(), 100));
    double[] scores = scores(spark, result, held);
    long above = DoubleStream.of(scores).filter(s -> s > anomaly.threshold()).count();
    assertThat(above).isEqualTo(Math.round(100 * (1 - quantile)));
    assertThat(scores).contains(anomaly.threshold());
  }

  @Test
  void withoutRowsHeldOutItIsThatOfTheTrainingRows() {
    SparkSession spark = Sparks.local(2);
    Path train = folder.resolve("train");
    rows(spark, 0, 300).write().parquet(train.toString());
    var result = train(spark, train, "validation.fraction = 0", "reconstruction", 4, 0.99);
    Anomaly anomaly = anomaly(result);
    assertThat(anomaly.rows()).isEqualTo(300);
    assertThat(scores(spark, result, train)[296]).isEqualTo(anomaly.threshold());
  }

  private Progress.RunResult train(
      SparkSession spark, Path rows, String held, String score, int samples, double quantile) {
    return Trainings.train(
        spark,
        folder.resolve("out"),
        """
        elbo.data { format = parquet, path = "%s", scale = standard, %s }
        elbo.model { encoder = [8], decoder = [8], latent.dimension = 2, likelihood = gaussian }
        elbo.training { epochs = 1, batch-size = 32, shards = 2 }
        elbo.anomaly { score = %s, samples = %d, quantile = %s }
        """
            .formatted(rows, held, score, samples, quantile));
  }

  @Test
  void ofManyRowsSomeAreTakenEvenlyWhateverTheirShards() throws Exception {
    SparkSession spark = Sparks.local(2);
    Path rows = folder.resolve("many");
    rows(spark, 0, 50_000).write().parquet(rows.toString());
    Path conf = folder.resolve("x.conf");
    Files.writeString(
        conf,
        "elbo.data { format = parquet, path = \"%s\", validation.fraction = 0 }\nelbo.model.likelihood = gaussian"
            .formatted(rows));
    Settings settings =
        ResolvedSettings.read(
                new Sources(List.of(), Map.of(), Map.of(), conf.toString(), "/"),
                new Configuration())
            .settings();
    TrainingData data = TrainingData.open(spark, settings.data(), settings.model().likelihood());
    Architecture architecture =
        new Architecture(
            2, List.of(4), Latents.normal(1), List.of(4), Activation.RELU, new Gaussian(1));
    float[] parameters =
        Initializer.initialize(
            new ParameterLayout(architecture), Initialization.FAN_IN_UNIFORM, Noise.of(1, 0, 0, 0));
    ThresholdFit fit =
        new ThresholdFit(
            architecture, 1, new AnomalySettings(AnomalyScore.RECONSTRUCTION, 2, 0.75));
    Optional<Anomaly> one;
    try (Shards shards = data.pack(1, 5)) {
      one = fit.run(new JavaSparkContext(spark.sparkContext()), shards, parameters);
    }
    // Every third of them.
    assertThat(one.orElseThrow().rows()).isEqualTo(16_667);
    try (Shards shards = data.pack(7, 5)) {
      assertThat(fit.run(new JavaSparkContext(spark.sparkContext()), shards, parameters))
          .isEqualTo(one);
    }
    data.release();
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0.01, 1", "0.07, 7", "0.29, 29", "0.295, 30", "0.99, 99", "1, 100"})
  void theQuantileIsTheLeastNumberThatItsShareIsNotAbove(double share, double expected) {
    double[] sorted = new double[100];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = i + 1;
    }
    assertThat(ThresholdFit.quantile(sorted, share)).isEqualTo(expected);
  }
}
