package dev.elbo.vae;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;

/** The rows of a batch: their cells, and what the encoder reads of them. */
final class EncoderInput implements AutoCloseable {
  private final Matrix cells;

  /** The cells themselves where the encoder reads those. */
  private final Matrix read;

  private final int[] categories;
  private final int[] flagged;
  private final float[] row;
  private final float[] expanded;

  /**
   * Room for a batch.
   *
   * @param cellsMayMiss whether rows may hold NaN, which the encoder must not read
   */
  EncoderInput(DataType type, Inputs inputs, int batch, boolean cellsMayMiss) {
    this.categories = inputs.categories().stream().mapToInt(count -> count).toArray();
    this.flagged = inputs.flagged().stream().mapToInt(column -> column).toArray();
    this.row = new float[categories.length];
    this.expanded = new float[inputs.width()];
    this.cells = Matrix.allocate(type, batch, row.length);
    this.read =
        inputs.isCells() && !cellsMayMiss ? cells : Matrix.allocate(type, batch, expanded.length);
  }

  /** The rows as they came, which the likelihood explains: [batch, features]. */
  Matrix cells() {
    return cells;
  }

  /** What the encoder reads, [batch, {@link Inputs#width}]. */
  Matrix read() {
    return read;
  }

  /** Takes {@code count} rows; what is behind, up to m, counts as rows of zeros. */
  void put(Rows rows, int count, int m) {
    for (int i = 0; i < count; i++) {
      rows.copy(i, row);
      put(i);
    }
    Arrays.fill(row, 0);
    for (int i = count; i < m; i++) {
      put(i);
    }
  }

  private void put(int example) {
    cells.put(example * row.length, row, row.length);
    if (read != cells) {
      expand();
      read.put(example * expanded.length, expanded, expanded.length);
    }
  }

  private void expand() {
    Arrays.fill(expanded, 0);
    int at = 0;
    for (int j = 0; j < row.length; j++) {
      if (!Float.isNaN(row[j])) {
        int code = categories[j] == 0 ? 0 : (int) row[j];
        expanded[at + code] = categories[j] == 0 ? row[j] : 1;
      }
      at += Math.max(categories[j], 1);
    }
    for (int column : flagged) {
      expanded[at++] = Float.isNaN(row[column]) ? 1 : 0;
    }
  }

  @Override
  public void close() {
    cells.close();
    if (read != cells) {
      read.close();
    }
  }
}
