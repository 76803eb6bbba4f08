package dev.elbo.feature;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * 128 bits that stand for the content of a row: its cells and its label (MurmurHash3 x64).
 *
 * @param high the first word
 * @param low the second word
 */
public record RowHash(long high, long low) {
  private static final int SEED = 0x656c626f;

  /**
   * The hash of a row.
   *
   * @param content the raw cells, packed
   * @param label null if there is none
   */
  public static RowHash of(byte[] content, String label) {
    long[] cells = MurmurHash3.hash128x64(content, 0, content.length, SEED);
    if (label == null) {
      return new RowHash(cells[0], cells[1]);
    }
    byte[] text = label.getBytes(StandardCharsets.UTF_8);
    long[] both = MurmurHash3.hash128x64(text, 0, text.length, (int) cells[0]);
    return new RowHash(cells[0] ^ Long.rotateLeft(both[0], 1), cells[1] + both[1]);
  }
}
