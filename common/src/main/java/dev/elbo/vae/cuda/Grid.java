package dev.elbo.vae.cuda;

/**
 * How many threads run a kernel.
 *
 * @param x blocks
 * @param y blocks, in the second direction
 * @param threads of a block
 */
record Grid(int x, int y, int threads) {
  /** Threads of the kernels that add over a block: THREADS in kernels.cu. */
  static final int THREADS = 256;

  private static final int WARP = 32;
  private static final int VECTOR = 4;

  /** The quotient, rounded up. */
  static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }

  /** A length that keeps what lies behind it on a boundary of 16 bytes. */
  static int padded(int length) {
    return Math.multiplyExact(ceil(length, VECTOR), VECTOR);
  }

  /** So many blocks of {@link #THREADS}. */
  static Grid blocks(long count) {
    return new Grid(Math.toIntExact(count), 1, THREADS);
  }

  /** A thread for each of so many things. */
  static Grid threads(long count) {
    return blocks((count + THREADS - 1) / THREADS);
  }

  /** So many blocks that each go along a row of some width, four numbers a thread. */
  static Grid rows(long blocks, int width) {
    int warps = Math.min(THREADS / WARP, ceil(ceil(width, VECTOR), WARP));
    return new Grid(Math.toIntExact(blocks), 1, warps * WARP);
  }
}
