package dev.elbo.optim.averaging;

import java.io.Serializable;

/**
 * The examples of a shard's step, which may grow over the first epochs: each epoch takes twice the
 * batch of the one before, up to the last size. Small batches early make the many steps that a
 * young model needs; large ones later are quicker an example (Smith et al. 2018).
 *
 * @param first of the first epoch, 1 or more
 * @param last that it grows to, at least {@code first}
 */
public record BatchSize(int first, int last) implements Serializable {

  /** The same for all epochs. */
  public static BatchSize constant(int size) {
    return new BatchSize(size, size);
  }

  /**
   * The size in an epoch.
   *
   * @param epoch counted from 1
   */
  public int size(int epoch) {
    long size = first;
    for (int e = 1; e < epoch && size < last; e++) {
      size *= 2;
    }
    return (int) Math.min(size, last);
  }
}
