package dev.elbo.job.train;

import dev.elbo.optim.TrainingState;
import dev.elbo.store.EpochMetrics;
import java.util.Optional;

/** What happens in the training loop. Listeners are called on the driver, in the order given. */
public interface TrainingListener {

  /** Training begins, or goes on after {@code completed} epochs. */
  default void onStart(int completed, int epochs) {}

  /** An epoch is over. */
  default void onEpoch(EpochEnd end) {}

  /**
   * All that is known at the end of an epoch.
   *
   * @param metrics its line
   * @param state after it
   * @param best the best epoch so far
   * @param epochs the length of training
   */
  record EpochEnd(EpochMetrics metrics, TrainingState state, Best best, int epochs) {}

  /**
   * The best epoch so far.
   *
   * @param epoch counted from 1
   * @param selection its validation ELBO, or the training ELBO where nothing is held out
   * @param parameters of it
   */
  record Best(int epoch, double selection, float[] parameters) {

    /** The new epoch if it is better than the best so far by more than {@code minDelta} nats. */
    static Best of(
        Optional<Best> before, EpochMetrics metrics, float[] parameters, double minDelta) {
      Best now = new Best(metrics.epoch(), metrics.selection(), parameters);
      return before.filter(best -> now.selection() <= best.selection() + minDelta).orElse(now);
    }
  }
}
