package dev.elbo.job.data;

import dev.elbo.feature.Preparation;
import dev.elbo.vae.PackedShard;
import java.io.Serializable;
import java.util.List;

/**
 * How the rows of shards become what the network sees. Images whose pixels are all scaled alike
 * stay bytes, a quarter of the memory, and are looked up in a table when a minibatch is built;
 * everything else is scaled once, when it is packed.
 */
public final class RowFormat implements Serializable {
  private static final long serialVersionUID = 1;

  private final CellType cellType;
  private final Preparation preparation;
  private final float[] ofByte;

  private RowFormat(CellType cellType, Preparation preparation) {
    this.cellType = cellType;
    this.preparation = preparation;
    this.ofByte = cellType == CellType.BYTE && preparation.isUniform() ? table(preparation) : null;
  }

  /** The format of rows whose cells are packed and prepared like this. */
  public static RowFormat of(CellType cellType, Preparation preparation) {
    return new RowFormat(cellType, preparation);
  }

  /** The number of features. */
  public int features() {
    return preparation.columns();
  }

  /** The rows of a shard as they are packed, nothing copied. */
  public PackedShard packed(List<Block> blocks) {
    return ofByte == null
        ? PackedShard.of(features(), blocks.stream().map(Block::floats).toList())
        : PackedShard.of(features(), blocks.stream().map(Block::bytes).toList(), ofByte);
  }

  /** The table from a byte to what the network sees; null if rows are packed as floats. */
  float[] ofByte() {
    return ofByte;
  }

  /** Prepares the cells of one raw row into {@code target} from position {@code at}. */
  void prepare(byte[] content, float[] target, int at) {
    for (int i = 0; i < preparation.columns(); i++) {
      target[at + i] = preparation.apply(i, cellType.cell(content, i));
    }
  }

  private static float[] table(Preparation preparation) {
    float[] table = new float[256];
    for (int b = 0; b < table.length; b++) {
      table[b] = preparation.apply(0, b);
    }
    return table;
  }
}
