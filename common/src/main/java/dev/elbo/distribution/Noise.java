package dev.elbo.distribution;

/**
 * A key to random numbers, not an object with history: the number at an index is a pure function of
 * the key and the index, so it is the same on any machine, in any order and on any retry.
 *
 * <p>Different coordinates (epoch, shard, step) of one seed never share a number: they are words of
 * the counter of {@link Philox}, not hashed. Seeds, {@link #split} and {@link #at} choose the key
 * by hashing to 64 bits.
 */
public final class Noise {
  private static final double TO_OPEN_UNIT = 0x1p-53;
  private static final double BELOW_ONE = Math.nextDown(1.0);
  private static final int BLOCK_INDEX_BITS = 32;

  private final long key;
  private final int epoch;
  private final int shard;
  private final int step;

  private Noise(long key, int epoch, int shard, int step) {
    this.key = key;
    this.epoch = epoch;
    this.shard = shard;
    this.step = step;
  }

  /** The noise of one minibatch: {@code step} counts within the shard's epoch. */
  public static Noise of(long seed, int epoch, int shard, int step) {
    return new Noise(seed, epoch, shard, step);
  }

  /** Independent noise at the same coordinates, for another use of it. */
  public Noise split(Use use) {
    return new Noise(hash(use.identity), epoch, shard, step);
  }

  /** Independent noise for something that has an identity of 64 bits, such as a row's content. */
  public Noise at(long identity) {
    return new Noise(hash(identity), epoch, shard, step);
  }

  /** What numbers at an index are a function of: for who computes them elsewhere. */
  public Coordinates coordinates() {
    return new Coordinates(key, epoch, shard, step);
  }

  /**
   * What numbers at an index are a function of.
   *
   * @param key of {@link Philox}
   * @param epoch word 3 of its counter
   * @param shard word 2
   * @param step word 1; word 0 is half the index
   */
  public record Coordinates(long key, int epoch, int shard, int step) {}

  /** What noise is used for; each use has numbers of its own. */
  public enum Use {
    /** Initial parameters. */
    INITIALIZATION(1),
    /** The order of the rows in an epoch. */
    ORDER(2),
    /** The reparameterized sample in training. */
    POSTERIOR(3),
    /** The reparameterized sample in validation and scoring. */
    EVALUATION(4),
    /** Draws from the prior. */
    PRIOR(5),
    /** Draws of x given z. */
    OBSERVATION(6),
    /** The rows of a bootstrap. */
    RESAMPLING(7);

    private final long identity;

    Use(long identity) {
      this.identity = identity;
    }
  }

  /** 64 random bits. */
  public long bits(long index) {
    long[] block = new long[2];
    block(index >>> 1, block);
    return block[(int) (index & 1)];
  }

  /** Uniform on the open interval (0, 1). */
  public double uniform(long index) {
    return toUniform(bits(index));
  }

  /** A standard normal draw, by Box and Muller (1958). */
  public double gaussian(long index) {
    double[] first = new double[1];
    double[] second = new double[1];
    uniforms(index >>> 1, first, second, 0);
    BoxMuller.transform(first, second, 1);
    return (index & 1) == 0 ? first[0] : second[0];
  }

  /** Standard normal draws 0 to {@code out.length - 1}. */
  public void gaussians(double[] out) {
    gaussians(out, 0, out.length);
  }

  /**
   * Standard normal draws 0 to {@code count - 1}, the same as {@link #gaussian} of each index.
   *
   * @param out receives them from position {@code from}
   */
  public void gaussians(double[] out, int from, int count) {
    double[] all = from == 0 ? out : new double[count];
    gaussians(new Noise[] {this}, 1, count, all);
    if (all != out) {
      System.arraycopy(all, 0, out, from, count);
    }
  }

  /**
   * Standard normal draws 0 to {@code width - 1} of many keys, which is faster than key by key.
   *
   * @param keys of which the first {@code count} are taken
   * @param out receives them, [count, width] row by row
   */
  public static void gaussians(Noise[] keys, int count, int width, double[] out) {
    int pairs = (width + 1) / 2;
    double[] first = new double[Math.multiplyExact(count, pairs)];
    double[] second = new double[first.length];
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < pairs; i++) {
        keys[k].uniforms(i, first, second, k * pairs + i);
      }
    }
    BoxMuller.transform(first, second, first.length);
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < width; i++) {
        double[] numbers = (i & 1) == 0 ? first : second;
        out[k * width + i] = numbers[k * pairs + (i >>> 1)];
      }
    }
  }

  /** A uniformly random order of 0 to n - 1 (Fisher and Yates; bias below n * 2^-53). */
  public int[] permutation(int n) {
    int[] order = new int[n];
    long[] bits = new long[2];
    for (int i = 0; i < n; i++) {
      if ((i & 1) == 0) {
        block(i >>> 1, bits); // It holds two numbers.
      }
      int j = (int) (toUniform(bits[i & 1]) * (i + 1));
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** The two uniform numbers of a block. */
  private void uniforms(long block, double[] first, double[] second, int at) {
    long[] bits = new long[2];
    block(block, bits);
    first[at] = toUniform(bits[0]);
    second[at] = toUniform(bits[1]);
  }

  private void block(long index, long[] out) {
    if (index >>> BLOCK_INDEX_BITS != 0) {
      throw new IllegalArgumentException(
          "Cannot draw noise: block [" + index + "] is past 2^32. Use another key.");
    }
    Philox.block(
        key,
        index | ((long) step << BLOCK_INDEX_BITS),
        (shard & 0xFFFFFFFFL) | ((long) epoch << 32),
        out);
  }

  private long hash(long identity) {
    long[] out = new long[2];
    // All bits set is no coordinate: it keeps derived keys apart from the numbers themselves.
    Philox.block(key, identity, -1L, out);
    return out[0];
  }

  private static double toUniform(long bits) {
    // The half is rounded away above 2^52, so that the last number would be 1.
    return Math.min(((bits >>> 11) + 0.5) * TO_OPEN_UNIT, BELOW_ONE);
  }
}
