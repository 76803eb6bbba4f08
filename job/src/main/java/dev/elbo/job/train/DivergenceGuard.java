package dev.elbo.job.train;

import dev.elbo.optim.TrainingState;
import dev.elbo.vae.ElboParts;
import java.util.List;
import java.util.Optional;

/**
 * Says when training has diverged: something is not finite, or the objective is far worse than that
 * of the untrained network.
 */
final class DivergenceGuard {
  /** Training from a bad start may get worse for a while; not by an order of magnitude. */
  private static final double WORSE = 10;

  private final double limit;

  /**
   * A guard.
   *
   * @param untrained means of the untrained network over some rows
   * @param features of a row: a nat each is the least scale of an objective
   */
  DivergenceGuard(ElboParts untrained, int features) {
    double scale = Math.abs(untrained.reconstruction()) + Math.abs(untrained.kl()) + features;
    // Not finite if the untrained network is not: then nothing is worse than it.
    this.limit = untrained.reconstruction() - untrained.kl() - WORSE * scale;
  }

  /** What is wrong with the state after a round, if anything is. */
  Optional<String> problem(Round round, ElboParts train, TrainingState state) {
    List<Integer> shards = round.notFinite();
    if (!shards.isEmpty()) {
      return Optional.of(
          "the objective is [%s]".formatted(train.objective()) + among(shards, round.shards()));
    }
    if (train.objective() < limit) {
      return Optional.of(
          "the objective is [%s], far below that of the untrained network"
              .formatted(train.objective()));
    }
    if (!isFinite(state)) {
      return Optional.of(
          "the parameters are not finite or too large, the objective was [%s]"
              .formatted(train.objective()));
    }
    return Optional.empty();
  }

  /** What is wrong with what validation gave. */
  Optional<String> problem(ElboParts validation) {
    return validation.isFinite()
        ? Optional.empty()
        : Optional.of("the validation ELBO is [%s]".formatted(validation.elbo()));
  }

  /** Where all shards diverge at once, none is to blame. */
  private static String among(List<Integer> shards, int all) {
    return shards.size() == all ? "" : ", first in shards %s of [%d]".formatted(shards, all);
  }

  private static boolean isFinite(TrainingState state) {
    return isFinite(state.parameters()) && isFinite(state.moments()) && isFinite(state.outer());
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
