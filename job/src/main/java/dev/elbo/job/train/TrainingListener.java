package dev.elbo.job.train;

import dev.elbo.job.live.ProcessMemory;
import dev.elbo.optim.TrainingState;
import dev.elbo.store.EpochMetrics;
import dev.elbo.store.ShardStates;
import java.util.Optional;

/** What happens in the training loop. Listeners are called on the driver, in the order given. */
public interface TrainingListener {

  /** Training begins, or goes on after {@code completed} epochs. */
  default void onStart(int completed, int epochs) {}

  /** A round is over. */
  default void onRound(RoundEnd end) {}

  /** Training diverged and goes back. */
  default void onRollback(Rollback rollback) {}

  /** An epoch is over. */
  default void onEpoch(EpochEnd end) {}

  /**
   * How far training is.
   *
   * @param at completed epochs, and completed rounds of the epoch after them
   * @param round the one that ended, counted from 1 within its epoch
   * @param rounds of this epoch
   * @param memory the most that a process which trains held
   */
  record RoundEnd(ShardStates.Point at, int round, int rounds, ProcessMemory memory) {
    /** Completed epochs, a fraction. */
    public double epochs() {
      return at.round() == 0 ? at.epoch() : at.epoch() + (double) round / rounds;
    }
  }

  /**
   * Back to the end of an epoch.
   *
   * @param epoch the last good one; 0 is the start
   * @param problem why
   * @param learningRate from now on
   * @param tries how often training went back so far
   */
  record Rollback(int epoch, String problem, double learningRate, int tries) {
    /** For people. */
    public String sentence() {
      return "Training diverged in epoch %d: %s. It goes on from %s with learning rate %s (going back %s)."
          .formatted(
              epoch + 1,
              problem,
              epoch == 0 ? "the start" : "the end of epoch " + epoch,
              learningRate,
              tries == 1 ? "for the first time" : tries + " times so far");
    }
  }

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
