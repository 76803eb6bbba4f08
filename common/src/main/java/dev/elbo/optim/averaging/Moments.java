package dev.elbo.optim.averaging;

/** What becomes of the optimizer's moments when shards are combined. */
public enum Moments {
  /** Averaged with the same weights as the parameters: shards keep nothing. */
  AVERAGE,
  /** Each shard keeps its own, by its number. */
  LOCAL,
  /** Back to zero, and bias correction starts again with them. */
  RESET,
  /**
   * Averaged, then carried over the steps that the momentum between rounds stands for (Chen, Ding,
   * Huo 2020): see {@link BlockAdam}.
   */
  BLOCK,
  /**
   * Averaged, but for the noise that a gradient over all shards would not have had: see {@link
   * PooledAdam}.
   */
  POOLED
}
