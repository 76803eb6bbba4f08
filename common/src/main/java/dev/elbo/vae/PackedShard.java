package dev.elbo.vae;

import java.util.List;

/**
 * The rows of a shard in pieces, as they are packed: floats that the network sees, or bytes and a
 * table from a byte to what it sees.
 *
 * @param features the width of a row
 * @param bytes pieces of whole rows; empty if they are floats
 * @param ofByte what the network sees of each byte, [256]; empty if they are floats
 * @param floats pieces of whole rows; empty if they are bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two shards.
public record PackedShard(int features, List<byte[]> bytes, float[] ofByte, List<float[]> floats) {

  /** Rows of floats. */
  public static PackedShard of(int features, List<float[]> pieces) {
    return new PackedShard(features, List.of(), new float[0], pieces);
  }

  /** Rows of bytes. */
  public static PackedShard of(int features, List<byte[]> pieces, float[] ofByte) {
    return new PackedShard(features, pieces, ofByte, List.of());
  }

  /** Whether the rows are bytes. */
  public boolean isBytes() {
    return !bytes.isEmpty();
  }

  /** How many rows there are. */
  public long rows() {
    long cells =
        bytes.stream().mapToLong(piece -> piece.length).sum()
            + floats.stream().mapToLong(piece -> piece.length).sum();
    return cells / features;
  }
}
