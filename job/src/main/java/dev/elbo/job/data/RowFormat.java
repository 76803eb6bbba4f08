package dev.elbo.job.data;

import dev.elbo.feature.Scaling;
import java.io.Serializable;

/**
 * How the rows of shards become what the network sees. Images whose pixels are all scaled alike
 * stay bytes, a quarter of the memory, and are looked up in a table when a minibatch is built;
 * everything else is scaled once, when it is packed.
 */
public final class RowFormat implements Serializable {
  private static final long serialVersionUID = 1;

  private final CellType cellType;
  private final double[] shift;
  private final double[] factor;
  private final double[] fill;
  private final float[] ofByte;

  private RowFormat(CellType cellType, Scaling scaling) {
    this.cellType = cellType;
    this.shift = array(scaling.shift());
    this.factor = array(scaling.factor());
    this.fill = array(scaling.fill());
    this.ofByte = cellType == CellType.BYTE && isUniform() ? table(scaling) : null;
  }

  /** The format of rows whose cells are packed and scaled like this. */
  public static RowFormat of(CellType cellType, Scaling scaling) {
    return new RowFormat(cellType, scaling);
  }

  /** The number of features. */
  public int features() {
    return shift.length;
  }

  /** The table from a byte to what the network sees; null if rows are packed as floats. */
  float[] ofByte() {
    return ofByte;
  }

  /** Scales the cells of one raw row into {@code target} from position {@code at}. */
  void scale(byte[] content, float[] target, int at) {
    for (int i = 0; i < shift.length; i++) {
      double cell = cellType.cell(content, i);
      if (Double.isNaN(cell)) {
        cell = fill[i];
      }
      target[at + i] = (float) ((cell - shift[i]) * factor[i]);
    }
  }

  private boolean isUniform() {
    for (int i = 1; i < shift.length; i++) {
      if (shift[i] != shift[0] || factor[i] != factor[0]) {
        return false;
      }
    }
    return true;
  }

  private static float[] table(Scaling scaling) {
    float[] table = new float[256];
    for (int b = 0; b < table.length; b++) {
      table[b] = scaling.apply(0, b);
    }
    return table;
  }

  private static double[] array(java.util.List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
