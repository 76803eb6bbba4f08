package dev.elbo.store;

import dev.elbo.optim.TrainingState;
import java.util.List;
import java.util.Optional;

/**
 * The state after an epoch: all that a resumed run needs to go on to the same bits. The arrays are
 * shared with the caller, not copied.
 *
 * @param runId the run that it belongs to
 * @param seed the key of all noise
 * @param shards what {@code training.shards} became
 * @param state of training
 * @param best the best epoch so far, if there is a selection
 * @param metrics the lines of all epochs so far; none in files of format 1
 */
public record Checkpoint(
    String runId,
    long seed,
    int shards,
    TrainingState state,
    Optional<Best> best,
    List<EpochMetrics> metrics) {

  public Checkpoint {
    metrics = List.copyOf(metrics);
  }

  /**
   * The model to publish when early stopping is on.
   *
   * @param selection its value, higher is better
   */
  @SuppressWarnings("ArrayRecordComponent") // Millions of floats; nobody compares two records.
  public record Best(int epoch, double selection, float[] parameters) {}
}
