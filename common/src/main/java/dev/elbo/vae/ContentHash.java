package dev.elbo.vae;

/**
 * 64 bits that stand for the numbers of a row: XXH64 with seed 0 of their little-endian bytes, -0.0
 * taken for 0.0. Four sums that do not wait for one another: 3 KB cost less than a row's activation
 * functions.
 *
 * <p>Source: Collet, "xxHash fast digest algorithm", section XXH64.
 */
final class ContentHash {
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;
  private static final long START_A = 0x60EA27EEADC0B5D6L; // PRIME_1 + PRIME_2
  private static final long LOW = 0xFFFFFFFFL;

  /** Floats of one step of the four sums. */
  private static final int STRIPE = 8;

  private ContentHash() {}

  /** The hash of {@code count} numbers from position {@code from}. */
  static long of(float[] values, int from, int count) {
    int end = from + count;
    int at = from;
    long hash = PRIME_5;
    if (count >= STRIPE) {
      long a = START_A;
      long b = PRIME_2;
      long c = 0;
      long d = -PRIME_1;
      for (; at <= end - STRIPE; at += STRIPE) {
        a = round(a, pair(values, at));
        b = round(b, pair(values, at + 2));
        c = round(c, pair(values, at + 4));
        d = round(d, pair(values, at + 6));
      }
      hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7);
      hash += Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
      hash = merge(merge(merge(merge(hash, a), b), c), d);
    }
    hash += (long) count * Float.BYTES;
    for (; at <= end - 2; at += 2) {
      hash = Long.rotateLeft(hash ^ round(0, pair(values, at)), 27) * PRIME_1 + PRIME_4;
    }
    if (at < end) {
      hash = Long.rotateLeft(hash ^ bits(values[at]) * PRIME_1, 23) * PRIME_2 + PRIME_3;
    }
    return avalanche(hash);
  }

  private static long round(long sum, long input) {
    return Long.rotateLeft(sum + input * PRIME_2, 31) * PRIME_1;
  }

  private static long merge(long hash, long sum) {
    return (hash ^ round(0, sum)) * PRIME_1 + PRIME_4;
  }

  private static long avalanche(long hash) {
    long h = (hash ^ (hash >>> 33)) * PRIME_2;
    h = (h ^ (h >>> 29)) * PRIME_3;
    return h ^ (h >>> 32);
  }

  private static long pair(float[] values, int at) {
    return bits(values[at]) | bits(values[at + 1]) << 32;
  }

  private static long bits(float value) {
    return Float.floatToRawIntBits(value + 0f) & LOW;
  }
}
