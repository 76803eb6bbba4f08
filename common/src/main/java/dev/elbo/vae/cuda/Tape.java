package dev.elbo.vae.cuda;

/** Takes down the work of steps, in its order, to be done later many times. */
interface Tape {

  /** A product of matrices. */
  void multiply(Product product);

  /**
   * A kernel of {@code kernels.cu}.
   *
   * @param arguments addresses, whole numbers and the bits of floats, in its order
   */
  void launch(String kernel, Grid grid, long... arguments);

  /**
   * Work that may run beside what is taken down after it, up to {@link #join}; it begins when all
   * that was taken down before is done.
   *
   * @param branch from 0 to {@link #BRANCHES}, exclusive; the work of a branch keeps its order
   */
  void beside(int branch, Runnable work);

  /** What follows begins when the work of a branch is done. */
  void join(int branch);

  /** How many branches there are. */
  int BRANCHES = 2;
}
