package dev.elbo.feature;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * The number that stands for the text of a category until all categories are known: 53 bits of its
 * hash, which a double holds exactly. Two of 4,096 texts have the same with a chance of 1e-9, and
 * then the fit says so.
 */
public final class CategoryKey {
  private static final int SEED = 0x656c626f;
  private static final int DROPPED_BITS = 11;

  private CategoryKey() {}

  /** A whole number below 2^53. */
  public static double of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return MurmurHash3.hash128x64(bytes, 0, bytes.length, SEED)[0] >>> DROPPED_BITS;
  }
}
