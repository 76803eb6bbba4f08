package dev.elbo.job.data;

import java.io.Serializable;

/**
 * Which rows are held out: those whose content hashes into the fraction. So the choice does not
 * depend on order, files or seed, and equal rows are never on both sides.
 *
 * @param fraction of the rows, in [0, 1)
 */
record Holdout(double fraction) implements Serializable {
  private static final long STREAM = 0x9E3779B97F4A7C15L;

  /** Which side of the split to keep. */
  enum Side {
    TRAINING,
    VALIDATION
  }

  /** The side of a row. */
  Side sideOf(RawRow row) {
    double position = (mix(row.hash().low() ^ STREAM) >>> 11) * 0x1p-53;
    return position < fraction ? Side.VALIDATION : Side.TRAINING;
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014): every bit depends on every bit. */
  static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
