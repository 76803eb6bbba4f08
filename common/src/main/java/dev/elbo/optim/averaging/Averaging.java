package dev.elbo.optim.averaging;

import dev.elbo.optim.Optimizer;
import dev.elbo.optim.StepRule;
import dev.elbo.optim.TrainingState;
import java.io.Serializable;

/**
 * The step from one round to the next: (state, weighted mean of the states of shards) -> state.
 *
 * @param outer what becomes of the parameters
 * @param moments what becomes of the optimizer's moments
 * @param optimizer whose moments they are
 */
public record Averaging(OuterRule outer, Moments moments, Optimizer optimizer)
    implements Serializable {

  /**
   * What a round gave.
   *
   * @param parameters [n], the weighted mean over shards
   * @param moments [k, n], likewise; empty where each shard keeps its own
   * @param steps of the longest shard
   * @param shards that took any
   */
  @SuppressWarnings("ArrayRecordComponent") // Millions of floats; nobody compares two means.
  public record Mean(float[] parameters, float[] moments, int steps, int shards) {}

  /** The state before the first step. */
  public TrainingState initial(float[] parameters) {
    int n = parameters.length;
    int shared = moments == Moments.LOCAL ? 0 : StepRule.momentCount(optimizer, n);
    return TrainingState.initial(parameters, new float[shared], outer.initial(parameters));
  }

  /** What the shards start the next round from. */
  public float[] start(TrainingState state) {
    return outer.start(new OuterRule.Model(state.parameters(), state.outer()));
  }

  /**
   * The state after a round.
   *
   * @param rate the inner learning rate at its end
   */
  public TrainingState next(TrainingState before, Mean mean, double rate) {
    long rounds = before.rounds() + 1;
    OuterRule.Model model =
        outer.next(
            new OuterRule.Model(before.parameters(), before.outer()),
            mean.parameters(),
            new OuterRule.Round(rounds, rate));
    double blockSteps = outer.blockMomentum() * before.blockSteps() + mean.steps();
    double carried = moments == Moments.BLOCK ? outer.blockMomentum() * blockSteps : 0;
    long step = before.step() + mean.steps() + Math.round(carried);
    return new TrainingState(
        model.parameters(),
        moments(before, mean, carried),
        model.memory(),
        moments == Moments.BLOCK ? blockSteps : 0,
        moments == Moments.RESET ? 0 : step,
        before.epoch(),
        rounds,
        before.rollbacks());
  }

  private float[] moments(TrainingState before, Mean mean, double carried) {
    return switch (moments) {
      case AVERAGE, LOCAL -> mean.moments();
      case RESET -> new float[mean.moments().length];
      case BLOCK ->
          new BlockAdam(carried, mean.steps())
              .moments(before.moments(), mean.moments(), optimizer.beta1(), optimizer.beta2());
      case POOLED ->
          new PooledAdam(mean.steps(), mean.shards())
              .moments(before.moments(), mean.moments(), optimizer.beta1(), optimizer.beta2());
    };
  }
}
