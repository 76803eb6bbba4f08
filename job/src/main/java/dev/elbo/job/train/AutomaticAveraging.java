package dev.elbo.job.train;

import dev.elbo.optim.Optimizer;
import dev.elbo.optim.averaging.BatchSize;
import dev.elbo.optim.averaging.Moments;
import dev.elbo.optim.averaging.NesterovOuter;
import java.util.Locale;

/**
 * What {@code auto} becomes for N shards, found by experiment (job/README.md, "Averaging").
 *
 * <ul>
 *   <li>Half the batch a shard, a quarter from 16 shards on: twice the steps for a little more
 *       time. The learning rate grows with the root of what all shards take at a step, up to
 *       twofold.
 *   <li>Four rounds an epoch: a momentum between rounds needs rounds that are long enough to have a
 *       direction, and costs less the fewer there are.
 *   <li>A Nesterov step of 0.8 with momentum 1 - 1 / sqrt(N): shards have N times fewer steps, and
 *       this makes up for most of it. Less where a round has fewer than 30 steps: then the momentum
 *       of the optimizer reaches from round to round, and both would add up.
 *   <li>Second moments of Adam as one gradient over all shards would have them.
 *   <li>The model is the running average of rounds, the newest of weight one half.
 * </ul>
 *
 * @param rounds an epoch
 * @param batch of a shard's step
 * @param rateFactor on the learning rate
 * @param outer rule
 * @param moments what becomes of them
 * @param iterateAverage the weight of the newest round in the model
 */
record AutomaticAveraging(
    int rounds,
    BatchSize batch,
    double rateFactor,
    NesterovOuter outer,
    Moments moments,
    double iterateAverage) {
  private static final int ROUNDS = 4;
  private static final int MANY_SHARDS = 16;

  /** No rate that was chosen for one shard has room for more. */
  private static final double MOST_RATE = 2;

  /** Steps from which on a round has a direction of its own. */
  private static final double LONG_ROUND = 30;

  /**
   * The choice for several shards.
   *
   * @param batchSize as set
   * @param rows of a shard
   */
  static AutomaticAveraging of(int batchSize, int shards, long rows, Optimizer.Rule rule) {
    int batch = Math.max(1, batchSize / (shards < MANY_SHARDS ? 2 : 4));
    boolean isAdam = rule == Optimizer.Rule.ADAM || rule == Optimizer.Rule.ADAMW;
    double stepsOfARound = Math.ceil((double) rows / batch) / ROUNDS;
    double momentum = (1 - 1 / Math.sqrt(shards)) * Math.min(1, stepsOfARound / LONG_ROUND);
    return new AutomaticAveraging(
        ROUNDS,
        BatchSize.constant(batch),
        Math.min(MOST_RATE, Math.sqrt((double) shards * batch / batchSize)),
        new NesterovOuter(momentum, 0.8),
        isAdam ? Moments.POOLED : Moments.AVERAGE,
        0.5);
  }

  String every() {
    return rounds + " rounds an epoch";
  }

  String rule() {
    return String.format(
        Locale.ROOT, "nesterov steps of %.2g with momentum %.2g", outer.rate(), outer.momentum());
  }

  String smoothing() {
    return String.format(Locale.ROOT, "weight %.2g for the newest round", iterateAverage);
  }

  String scale(double learningRate) {
    return String.format(
        Locale.ROOT, "batches of %d with learning rate %.3g", batch.last(), learningRate);
  }
}
