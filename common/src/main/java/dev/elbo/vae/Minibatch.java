package dev.elbo.vae;

/** The rows of a step, and where they lie in their shard. */
public interface Minibatch extends Rows {

  /** How many there are. */
  int size();

  /** The place of a row of the minibatch among the rows of the shard, from 0. */
  int position(int row);
}
