package dev.elbo.optim;

import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.nio.ByteBuffer;

/**
 * Arrays of numbers on a stream of objects, in pieces of bytes. Java itself writes them number by
 * number, which takes five times as long.
 */
public final class BulkArrays {
  /** Bytes of a piece. */
  private static final int PIECE = 1 << 16;

  private BulkArrays() {}

  /** Writes the length and the numbers; null is written as such. */
  public static void write(ObjectOutput out, float[] values) throws IOException {
    if (writeLength(out, values == null ? -1 : values.length)) {
      ByteBuffer piece = ByteBuffer.allocate(PIECE);
      int most = PIECE / Float.BYTES;
      for (int at = 0; at < values.length; at += most) {
        int count = Math.min(most, values.length - at);
        piece.asFloatBuffer().put(values, at, count);
        out.write(piece.array(), 0, count * Float.BYTES);
      }
    }
  }

  /** Writes the length and the numbers; null is written as such. */
  public static void write(ObjectOutput out, double[] values) throws IOException {
    if (writeLength(out, values == null ? -1 : values.length)) {
      ByteBuffer piece = ByteBuffer.allocate(PIECE);
      int most = PIECE / Double.BYTES;
      for (int at = 0; at < values.length; at += most) {
        int count = Math.min(most, values.length - at);
        piece.asDoubleBuffer().put(values, at, count);
        out.write(piece.array(), 0, count * Double.BYTES);
      }
    }
  }

  /** Reads what {@link #write(ObjectOutput, float[])} wrote. */
  public static float[] readFloats(ObjectInput in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    float[] values = new float[length];
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    int most = PIECE / Float.BYTES;
    for (int at = 0; at < length; at += most) {
      int count = Math.min(most, length - at);
      in.readFully(piece.array(), 0, count * Float.BYTES);
      piece.asFloatBuffer().get(values, at, count);
    }
    return values;
  }

  /** Reads what {@link #write(ObjectOutput, double[])} wrote. */
  public static double[] readDoubles(ObjectInput in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    double[] values = new double[length];
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    int most = PIECE / Double.BYTES;
    for (int at = 0; at < length; at += most) {
      int count = Math.min(most, length - at);
      in.readFully(piece.array(), 0, count * Double.BYTES);
      piece.asDoubleBuffer().get(values, at, count);
    }
    return values;
  }

  private static boolean writeLength(ObjectOutput out, int length) throws IOException {
    out.writeInt(length);
    return length >= 0;
  }
}
