package dev.elbo.job.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How the cells of a row are packed into bytes. */
public enum CellType {
  /** A byte a cell, 0 to 255: grey images. */
  BYTE(1) {
    @Override
    double cell(byte[] content, int column) {
      return content[column] & 0xFF;
    }
  },
  /** A little-endian double a cell; NaN stands for a missing one. */
  DOUBLE(Double.BYTES) {
    @Override
    double cell(byte[] content, int column) {
      return ByteBuffer.wrap(content)
          .order(ByteOrder.LITTLE_ENDIAN)
          .getDouble(column * Double.BYTES);
    }
  };

  private final int width;

  CellType(int width) {
    this.width = width;
  }

  /** The raw value of one cell. */
  abstract double cell(byte[] content, int column);

  /** Bytes a cell. */
  int width() {
    return width;
  }

  /** Packs cells as {@link #DOUBLE}. */
  public static byte[] pack(double[] cells) {
    ByteBuffer buffer =
        ByteBuffer.allocate(cells.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double cell : cells) {
      // One bit pattern for zero: -0.0 is the same cell.
      buffer.putDouble(cell == 0 ? 0 : cell);
    }
    return buffer.array();
  }
}
