package dev.elbo.vae;

/**
 * The training steps on one shard: gradient, clipping and update, one after the other. It owns
 * memory outside the heap, belongs to one thread and may run behind: what is read waits for all
 * steps that were taken.
 */
public interface Steps extends AutoCloseable {

  /** Takes a step. */
  void take(Minibatch minibatch, StepAt at);

  /** A copy of the parameters, [parameters]. */
  float[] parameters();

  /** A copy of the moments, as {@link dev.elbo.optim.StepRule} lays them out. */
  float[] moments();

  /** The parts of the ELBO, summed over the rows of all steps. */
  ElboSums sums();

  @Override
  void close();
}
