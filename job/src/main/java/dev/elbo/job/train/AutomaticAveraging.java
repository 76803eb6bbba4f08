package dev.elbo.job.train;

import dev.elbo.optim.averaging.BatchSize;
import dev.elbo.optim.averaging.NesterovOuter;
import java.util.Locale;

/**
 * What {@code auto} becomes for several shards.
 *
 * @param rounds an epoch
 * @param batch of a shard's step
 * @param rateFactor on the learning rate
 * @param outer rule
 * @param iterateAverage the weight of the newest round in the model
 */
record AutomaticAveraging(
    int rounds, BatchSize batch, double rateFactor, NesterovOuter outer, double iterateAverage) {

  /**
   * The choice for so many shards.
   *
   * @param batchSize as set
   * @param rows of a shard
   */
  static AutomaticAveraging of(int batchSize, int shards, long rows) {
    int batch = Math.max(1, Math.max(batchSize / shards, batchSize / 4));
    return new AutomaticAveraging(
        4,
        BatchSize.constant(batch),
        Math.sqrt(Math.min(shards, 8)),
        new NesterovOuter(shards < 8 ? 0.3 : 0.6, 0.8),
        0.5);
  }

  String rule() {
    return String.format(
        Locale.ROOT, "nesterov steps of %.2g with momentum %.2g", outer.rate(), outer.momentum());
  }

  String every() {
    return rounds + " rounds an epoch";
  }

  String smoothing() {
    return String.format(Locale.ROOT, "weight %.2g for the newest round", iterateAverage);
  }

  String scale(double learningRate) {
    return String.format(
        Locale.ROOT, "batches of %d, learning rate %.3g", batch.last(), learningRate);
  }
}
