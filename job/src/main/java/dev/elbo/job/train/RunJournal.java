package dev.elbo.job.train;

import dev.elbo.optim.TrainingState;
import dev.elbo.store.Checkpoint;
import dev.elbo.store.Checkpoints;
import dev.elbo.store.EpochMetrics;
import dev.elbo.store.MetricsFile;
import dev.elbo.store.RunDirectory;
import java.util.List;
import java.util.Optional;

/**
 * Writes the metrics line and the checkpoint of every epoch, in this order: a run that dies between
 * the two repeats the epoch and its line, and loses neither.
 */
final class RunJournal implements TrainingListener {
  private final MetricsFile metrics;
  private final Checkpoints checkpoints;
  private final String runId;
  private final long seed;
  private final int shards;
  private final int every;

  /**
   * A journal that goes on after some epochs.
   *
   * @param past the lines of the epochs that are done
   * @param every epochs between two checkpoints
   */
  RunJournal(
      RunDirectory directory,
      Checkpoints checkpoints,
      String runId,
      long seed,
      int shards,
      int every,
      List<EpochMetrics> past) {
    this.metrics = new MetricsFile(directory.metricsFile(), past);
    this.checkpoints = checkpoints;
    this.runId = runId;
    this.seed = seed;
    this.shards = shards;
    this.every = every;
  }

  @Override
  public void onEpoch(EpochEnd end) {
    metrics.append(end.metrics());
    TrainingState state = end.state();
    if (state.epoch() % every == 0 || state.epoch() == end.epochs()) {
      checkpoints.write(
          new Checkpoint(
              runId,
              seed,
              shards,
              state,
              Optional.of(
                  new Checkpoint.Best(
                      end.best().epoch(), end.best().selection(), end.best().parameters())),
              metrics.lines()));
    }
  }

  /** All lines, those of the epochs before this start included. */
  List<EpochMetrics> lines() {
    return metrics.lines();
  }
}
