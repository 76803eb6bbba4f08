package dev.elbo.job.train;

import dev.elbo.optim.averaging.OuterRule;
import dev.elbo.optim.averaging.WeightedMean;
import java.util.Locale;

/**
 * What {@code auto} becomes for several shards.
 *
 * @param rounds an epoch
 * @param batchSize of a shard's step
 * @param rateFactor on the learning rate
 */
record AutomaticAveraging(int rounds, int batchSize, double rateFactor) {
  static AutomaticAveraging of(int batchSize, int shards, long rows) {
    return new AutomaticAveraging(8, Math.max(1, batchSize / 4), 2);
  }

  OuterRule outer() {
    return new WeightedMean();
  }

  String outerName() {
    return "none";
  }

  String every() {
    return rounds + " rounds an epoch";
  }

  String scale(double learningRate) {
    return String.format(
        Locale.ROOT, "batch-size %d, learning-rate %.3g", batchSize, learningRate * rateFactor);
  }
}
