package dev.elbo.job.retrain;

import dev.elbo.gate.Differences;
import dev.elbo.gate.HoldoutScores;
import dev.elbo.job.data.SourceTable;
import dev.elbo.job.score.HoldoutScorer;
import dev.elbo.job.train.Progress;
import dev.elbo.job.train.TrainingPlan;
import dev.elbo.job.train.TrainingRun;
import dev.elbo.job.train.WarmStart;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.store.Model;
import dev.elbo.store.ModelDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Trains models on rows, and measures them on the holdout. */
final class Challenger {
  private static final String SEED = "elbo.training.seed";

  private final SparkSession spark;
  private final ResolvedSettings resolved;
  private final Dataset<Row> rows;
  private final Optional<Differences> differences;
  private final Optional<WarmStart> start;
  private final Runnable fence;
  private final Progress progress;

  /**
   * A way to train.
   *
   * @param rows none of the holdout among them
   * @param differences of the rows from the champion's, if they were compared
   * @param fence throws if nothing may be trained any more
   */
  Challenger(
      SparkSession spark,
      ResolvedSettings resolved,
      Dataset<Row> rows,
      Optional<Differences> differences,
      Optional<WarmStart> start,
      Runnable fence,
      Progress progress) {
    this.spark = spark;
    this.resolved = resolved;
    this.rows = rows;
    this.differences = differences;
    this.start = start;
    this.fence = fence;
    this.progress = progress;
  }

  /** Reads the rows; the id of the run stands for settings, rows and code. */
  TrainingPlan plan() {
    return plan(resolved);
  }

  private TrainingPlan plan(ResolvedSettings settings) {
    TrainingPlan plan =
        TrainingPlan.of(
            spark,
            settings,
            rows,
            SourceTable.validation(spark, settings.settings().data()),
            start);
    return differences.map(plan::compared).orElse(plan);
  }

  /** Trains, goes on with a training that was interrupted, or reads one that is finished. */
  Model train(TrainingPlan plan) {
    return read(TrainingRun.run(spark, plan, fence, progress));
  }

  private Model read(Progress.RunResult result) {
    return ModelDirectory.read(
        spark.sparkContext().hadoopConfiguration(), new Path(result.model()));
  }

  /**
   * Mean ELBOs on the holdout of trainings that differ from this one in the seed alone.
   *
   * @param own of this one
   * @param all how many, with this one
   * @return those that are finite
   */
  List<Double> seeds(HoldoutScorer scorer, HoldoutScores own, int all, Step.Listener steps) {
    List<Double> elbos = new ArrayList<>(List.of(own.elbo()));
    long seed = resolved.settings().training().seed();
    for (int i = 1; i < all; i++) {
      progress.note(
          "Training %d of %d that differ in the seed alone, to measure how far it moves the ELBO."
              .formatted(i + 1, all));
      Model other = train(plan(resolved.with(SEED, seed + i, "elbo.retrain.gate.seeds")));
      elbos.add(scorer.score(other).elbo());
      steps.done(Step.SEED);
    }
    return elbos.stream().filter(Double::isFinite).toList();
  }
}
