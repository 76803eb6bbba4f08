package dev.elbo.job.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Some thousand packed rows, row by row: bytes for images, floats else. A shard is a sequence of
 * blocks and never one array.
 */
public final class Block implements Serializable {
  private static final long serialVersionUID = 1;

  /** The rows of every block of a shard but the last. */
  public static final int ROWS = 4096;

  private static final int CACHE_LINE = 64;

  private final int rows;
  private final byte[] bytes;
  private final float[] floats;
  private final String[] labels;

  private Block(int rows, byte[] bytes, float[] floats, String[] labels) {
    this.rows = rows;
    this.bytes = bytes;
    this.floats = floats;
    this.labels = labels;
  }

  /** Packs raw rows. */
  public static Block pack(List<RawRow> raw, RowFormat format) {
    int n = raw.size();
    int features = format.features();
    String[] labels = raw.stream().map(RawRow::label).toArray(String[]::new);
    if (format.ofByte() != null) {
      byte[] bytes = new byte[Math.multiplyExact(n, features)];
      for (int i = 0; i < n; i++) {
        System.arraycopy(raw.get(i).content(), 0, bytes, i * features, features);
      }
      return new Block(n, bytes, null, labels);
    }
    float[] floats = new float[Math.multiplyExact(n, features)];
    for (int i = 0; i < n; i++) {
      format.prepare(raw.get(i).content(), floats, i * features);
    }
    return new Block(n, null, floats, labels);
  }

  /** The rows of two blocks that follow one another. */
  Block append(Block next) {
    return new Block(
        rows + next.rows,
        bytes == null ? null : concat(bytes, next.bytes),
        floats == null ? null : concat(floats, next.floats),
        concat(labels, next.labels));
  }

  /** The first rows, at most {@code limit}. */
  Block head(int limit) {
    int n = Math.min(limit, rows);
    return new Block(
        n,
        bytes == null ? null : Arrays.copyOf(bytes, n * (bytes.length / rows)),
        floats == null ? null : Arrays.copyOf(floats, n * (floats.length / rows)),
        Arrays.copyOf(labels, n));
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The label of a row; null if there is none. */
  public String label(int row) {
    return labels[row];
  }

  /** All rows, if they are packed as bytes; null otherwise. */
  byte[] bytes() {
    return bytes;
  }

  /** All rows, if they are packed as floats; null otherwise. */
  float[] floats() {
    return floats;
  }

  /** Writes what the network sees of one row into {@code target} from position {@code at}. */
  public void copyRow(int row, RowFormat format, float[] target, int at) {
    int features = format.features();
    int from = row * features;
    if (bytes == null) {
      System.arraycopy(floats, from, target, at, features);
      return;
    }
    float[] ofByte = format.ofByte();
    for (int i = 0; i < features; i++) {
      target[at + i] = ofByte[bytes[from + i] & 0xFF];
    }
  }

  /**
   * Reads a number of each cache line of a row. Whoever touches all rows of a minibatch before the
   * first is copied waits for memory once, not once a row.
   */
  public int touch(int row, int features) {
    int sum = 0;
    int end = (row + 1) * features;
    if (bytes == null) {
      for (int i = row * features; i < end; i += CACHE_LINE / Float.BYTES) {
        sum += (int) floats[i];
      }
      return sum;
    }
    for (int i = row * features; i < end; i += CACHE_LINE) {
      sum += bytes[i];
    }
    return sum;
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static float[] concat(float[] a, float[] b) {
    float[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static String[] concat(String[] a, String[] b) {
    String[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
