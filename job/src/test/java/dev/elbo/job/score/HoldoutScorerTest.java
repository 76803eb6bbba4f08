package dev.elbo.job.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.gate.HoldoutScores;
import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import dev.elbo.registry.ModelAddress;
import dev.elbo.store.Model;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldoutScorerTest {
  @TempDir private Path folder;
  private final SparkSession spark = Sparks.local(2);

  private Dataset<Row> rows(double unit) {
    return spark
        .range(600)
        .select(
            functions.col("id"),
            functions.sin(functions.col("id")).multiply(unit).as("a"),
            functions.cos(functions.col("id").multiply(2)).as("b"));
  }

  private Model train(Dataset<Row> rows, String name, String... more) {
    String path = folder.resolve(name + ".parquet").toString();
    rows.drop("id").write().parquet(path);
    var result =
        Trainings.train(
            spark,
            folder.resolve(name),
            """
            elbo.data { format = parquet, path = "%s", scale = standard, validation.fraction = 0 }
            elbo.model { encoder = [8], decoder = [8], latent.dimension = 1, likelihood = gaussian }
            elbo.training { epochs = 2, shards = 1 }
            """
                    .formatted(path)
                + String.join("\n", more));
    return ModelAddress.read(spark.sparkContext().hadoopConfiguration(), result.model());
  }

  /** Densities of millimetres are a thousandth of those of metres; the network sees the same. */
  @Test
  void theElboIsInTheUnitsOfTheDataWhateverTheScaling() {
    Model metres = train(rows(1), "metres");
    Model millimetres = train(rows(1024), "millimetres");
    HoldoutScores one = score(metres, rows(1));
    HoldoutScores other = score(millimetres, rows(1024));
    assertThat(one.elbo() - other.elbo()).isCloseTo(Math.log(1024), within(1e-3));
    for (double share : List.of(0.1, 0.5, 0.9)) {
      assertThat(other.anomaly(share) - one.anomaly(share))
          .as("minus log densities")
          .isCloseTo(Math.log(1024), within(1e-2));
    }
  }

  @Test
  void aDevianceHasNoUnits() {
    Model metres = train(rows(1), "metres", "elbo.anomaly.score = deviance");
    Model millimetres = train(rows(1024), "millimetres", "elbo.anomaly.score = deviance");
    assertThat(score(millimetres, rows(1024)).anomaly(0.5))
        .isCloseTo(score(metres, rows(1)).anomaly(0.5), within(1e-2));
  }

  @Test
  void theMeanIsThatOfTheScoreColumnAndLogFactors() {
    Model model = train(rows(3), "three");
    Scorer scorer = Scorer.of(model);
    double column =
        scorer
            .with(scorer.scoring().withColumns(ScoreColumn.ELBO).withSeed(0))
            .score(rows(3))
            .agg(functions.avg("elbo"))
            .first()
            .getDouble(0);
    double logs =
        model.metadata().preparation().scaling().factor().stream().mapToDouble(Math::log).sum();
    HoldoutScores scores = score(model, rows(3));
    assertThat(scores.elbo()).isCloseTo(column + logs, within(1e-9));
    assertThat(scores.rows()).isEqualTo(600);
  }

  @Test
  void scoresDoNotDependOnHowRowsAreSpread() {
    Model model = train(rows(1), "spread");
    assertThat(score(model, rows(1).repartition(5)).elbo())
        .isEqualTo(score(model, rows(1).coalesce(1)).elbo());
  }

  private static HoldoutScores score(Model model, Dataset<Row> rows) {
    return new HoldoutScorer(rows, "id", model.metadata()).score(model);
  }
}
