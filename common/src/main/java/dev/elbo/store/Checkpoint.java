package dev.elbo.store;

import java.util.Optional;

/**
 * The state after an epoch: all that a resumed run needs to go on to the same bits. The arrays are
 * shared with the caller, not copied.
 *
 * @param runId the run that it belongs to
 * @param epoch the last one completed, counted from 1
 * @param steps optimizer steps so far
 * @param shards what {@code training.shards} became
 * @param parameters of the averaged network, flat
 * @param moments of the optimizer, flat; empty if they are not kept
 * @param best the best epoch so far, if there is a selection
 */
@SuppressWarnings("ArrayRecordComponent") // Millions of floats; nobody compares two records.
public record Checkpoint(
    String runId,
    int epoch,
    long steps,
    int shards,
    float[] parameters,
    float[] moments,
    Optional<Best> best) {

  /**
   * The model to publish when early stopping is on.
   *
   * @param selection its value, higher is better
   */
  @SuppressWarnings("ArrayRecordComponent") // As above.
  public record Best(int epoch, double selection, float[] parameters) {}
}
