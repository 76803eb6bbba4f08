package dev.elbo.job.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.ElboException;
import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import dev.elbo.settings.ResolvedSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateRunTest {
  @TempDir private static Path shared;
  private static String model;
  private static SparkSession spark;

  @TempDir private Path folder;

  /** Every seventh row is an anomaly, most of them far out, some of them twins of other rows. */
  private static Dataset<Row> rows(int from, int to) {
    return spark
        .range(from, to, 1, 1)
        .selectExpr(
            "id",
            "sin(id % 200) + if(id % 7 = 0 and id % 3 > 0, 3, 0) as a",
            "cos(3 * (id % 200)) as b",
            "sin(id % 200) / 2 as c",
            "if(id % 7 = 0, 1, 0) as odd",
            "if(id % 7 = 0, 'bad', if(id % 2 = 0, 'good', null)) as kind");
  }

  @BeforeAll
  static void train() {
    spark = Sparks.local(2);
    Path train = shared.resolve("train");
    rows(1, 600).where("odd = 0").write().parquet(train.toString());
    model =
        Trainings.train(
                spark,
                shared.resolve("runs"),
                """
                elbo.data { format = parquet, path = "%s", columns = [a, b, c], scale = standard }
                elbo.model { encoder = [8], decoder = [8], latent.dimension = 2, likelihood = gaussian }
                elbo.training { epochs = 3, batch-size = 32, shards = 1 }
                elbo.anomaly { samples = 4, quantile = 0.9 }
                """
                    .formatted(train))
            .directory();
  }

  private static final class Told implements JobProgress {
    private final Map<String, Object> facts = new HashMap<>();
    private String text = "";

    @Override
    public void note(String message) {}

    @Override
    public void onTasks(int done, int all, long rows, double seconds) {
      assertThat(done).isPositive().isLessThanOrEqualTo(all);
    }

    @Override
    public void onEnd(Map<String, Object> ended, String itsText) {
      facts.putAll(ended);
      text = itsText;
    }
  }

  private Told evaluate(Dataset<Row> rows, String name, Optional<KnownAnomalies> known) {
    String path = folder.resolve(name).toString();
    rows.write().parquet(path);
    Told told = new Told();
    new EvaluateRun(
            "file:" + model,
            ResolvedSettings.data(
                List.of("elbo.data.format=parquet", "elbo.data.path=file:" + path)),
            Optional.empty(),
            ScoringChoice.ofTheModel(),
            8,
            known)
        .run(spark, told);
    return told;
  }

  private static Optional<KnownAnomalies> odd() {
    return Optional.of(new KnownAnomalies("odd", Optional.empty()));
  }

  @Test
  void theNumbersAreTheMeansOfTheScoresOfTheRows() {
    Told told = evaluate(rows(600, 1100), "rows", Optional.empty());
    Scorer scorer = Scorer.load(spark, model + "/model");
    Scoring parts =
        scorer
            .scoring()
            .withColumns(
                ScoreColumn.ELBO,
                ScoreColumn.KL,
                ScoreColumn.RECONSTRUCTION_LOG_PROBABILITY,
                ScoreColumn.ANOMALY_SCORE,
                ScoreColumn.ANOMALY);
    List<Row> scored = scorer.with(parts).score(rows(600, 1100)).collectAsList();
    for (String name : List.of("elbo", "kl", "reconstruction_log_probability", "anomaly_score")) {
      double mean = scored.stream().mapToDouble(row -> row.getAs(name)).average().orElseThrow();
      assertThat((double) told.facts.get(name)).as(name).isCloseTo(mean, within(1e-12));
    }
    long marked = scored.stream().filter(row -> row.<Boolean>getAs("anomaly")).count();
    assertThat(told.facts)
        .containsEntry("rows", 500L)
        .containsEntry("overflowed", 0L)
        .containsEntry("anomaly_rate", marked / 500.0)
        .containsEntry("latents", 2)
        .doesNotContainKey("roc_auc");
    Scoring bound = scorer.scoring().withColumns(ScoreColumn.LOG_LIKELIHOOD).withSamples(8);
    double mean =
        scorer.with(bound).score(rows(600, 1100)).collectAsList().stream()
            .mapToDouble(row -> row.getAs("log_likelihood"))
            .average()
            .orElseThrow();
    assertThat((double) told.facts.get("log_likelihood")).isCloseTo(mean, within(1e-12));
    assertThat(mean).isGreaterThan((double) told.facts.get("elbo"));
    assertThat(told.text).contains("rows           500", "active units   ", "log-likelihood ");
  }

  /** The definitions, pair by pair and threshold by threshold. */
  @Test
  void theRankingIsThatOfTheDefinitions() {
    Told told = evaluate(rows(600, 1100), "rows", odd());
    Scorer scorer = Scorer.load(spark, model + "/model");
    List<Row> scored =
        scorer
            .with(scorer.scoring().withColumns(ScoreColumn.ANOMALY_SCORE))
            .score(rows(600, 1100))
            .collectAsList();
    double threshold = scorer.scoring().threshold().orElseThrow();
    double wins = 0;
    double pairs = 0;
    double marked = 0;
    double hits = 0;
    double positives = 0;
    double averagePrecision = 0;
    for (Row row : scored) {
      double score = row.getAs("anomaly_score");
      marked += score > threshold ? 1 : 0;
      if (row.<Integer>getAs("odd") == 0) {
        continue;
      }
      positives++;
      hits += score > threshold ? 1 : 0;
      double above = 0;
      double aboveAndOdd = 0;
      for (Row other : scored) {
        double others = other.getAs("anomaly_score");
        above += others >= score ? 1 : 0;
        aboveAndOdd += others >= score && other.<Integer>getAs("odd") == 1 ? 1 : 0;
        if (other.<Integer>getAs("odd") == 0) {
          pairs++;
          wins += score > others ? 1 : score == others ? 0.5 : 0;
        }
      }
      averagePrecision += aboveAndOdd / above;
    }
    assertThat((double) told.facts.get("roc_auc")).isCloseTo(wins / pairs, within(1e-12));
    assertThat((double) told.facts.get("average_precision"))
        .isCloseTo(averagePrecision / positives, within(1e-12));
    assertThat((double) told.facts.get("precision")).isCloseTo(hits / marked, within(1e-12));
    assertThat((double) told.facts.get("recall")).isCloseTo(hits / positives, within(1e-12));
    // Two thirds of them are far out, so they rank first; the rest is like any other row.
    assertThat((double) told.facts.get("roc_auc")).isBetween(0.75, 0.95);
    assertThat(told.text).contains("ROC AUC", "precision", "recall");
  }

  @Test
  void neitherPartitionsNorOrderChangeABit() {
    Told one = evaluate(rows(600, 1100), "one", odd());
    Told other = evaluate(rows(600, 1100).repartition(7), "other", odd());
    assertThat(other.facts).isEqualTo(one.facts);
    Told byValue =
        evaluate(
            rows(600, 1100), "value", Optional.of(new KnownAnomalies("kind", Optional.of("bad"))));
    assertThat(byValue.facts).isEqualTo(one.facts);
  }

  @Test
  void whatTellsNothingIsSaid() {
    assertThatThrownBy(
            () ->
                evaluate(
                    rows(600, 700), "a", Optional.of(new KnownAnomalies("kind", Optional.empty()))))
        .satisfies(
            e ->
                assertThat(ElboException.in(e))
                    .hasMessageMatching(
                        "Cannot tell whether a row is an anomaly: column \\[kind] holds \\[(good|bad|null)]. Give a column of 0 and 1 to --label, or say with --anomalous which value anomalies have."));
    assertThatThrownBy(
            () ->
                evaluate(
                    rows(600, 700), "b", Optional.of(new KnownAnomalies("even", Optional.empty()))))
        .hasMessage(
            "Cannot find the column [even] of --label: the data has [id, a, b, c, odd, kind]. Name one of them.");
    assertThatThrownBy(() -> evaluate(rows(600, 600), "c", Optional.empty()))
        .hasMessage(
            "Cannot evaluate the model: the data has [0] rows. Give rows to measure it on.");
  }

  @Test
  void withoutAnomaliesOrWithoutOthersThereIsNoRanking() {
    Told none = evaluate(rows(600, 700).where("odd = 0"), "none", odd());
    assertThat(none.facts)
        .containsEntry("roc_auc", null)
        .containsEntry("average_precision", null)
        .containsEntry("recall", null);
    Told all = evaluate(rows(600, 700).where("odd = 1"), "all", odd());
    assertThat(all.facts).containsEntry("roc_auc", null).containsEntry("average_precision", 1.0);
  }
}
