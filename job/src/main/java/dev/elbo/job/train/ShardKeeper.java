package dev.elbo.job.train;

import dev.elbo.store.Checkpoints;
import dev.elbo.store.ShardStates;
import dev.elbo.store.ShardStates.Point;
import java.util.Set;

/**
 * Deletes what shards kept for rounds that nobody goes back to: the last round, the last whole
 * epoch and the epochs of the checkpoints stay.
 */
final class ShardKeeper implements TrainingListener {
  private final ShardStates states;
  private final Checkpoints checkpoints;

  ShardKeeper(ShardStates states, Checkpoints checkpoints) {
    this.states = states;
    this.checkpoints = checkpoints;
  }

  @Override
  public void onRound(RoundEnd end) {
    Set<Integer> saved = checkpoints.epochs();
    saved.add(end.at().epoch());
    if (end.at().round() == 0) {
      // Its validation may yet send training back to the epoch before.
      saved.add(end.at().epoch() - 1);
    }
    states.retain(at -> at.equals(end.at()) || isEnd(at, saved));
  }

  private static boolean isEnd(Point at, Set<Integer> epochs) {
    return at.round() == 0 && epochs.contains(at.epoch());
  }
}
