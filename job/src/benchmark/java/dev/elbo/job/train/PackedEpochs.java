package dev.elbo.job.train;

import dev.elbo.distribution.Noise;
import dev.elbo.feature.Preparation;
import dev.elbo.feature.Scaling;
import dev.elbo.job.data.Block;
import dev.elbo.job.data.CellType;
import dev.elbo.job.data.RawRow;
import dev.elbo.job.data.RowFormat;
import dev.elbo.vae.PackedShard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows packed into blocks and passed over in minibatches, as a shard does it. */
public final class PackedEpochs {
  private final RowFormat format;
  private final List<Block> blocks = new ArrayList<>();

  private PackedEpochs(RowFormat format) {
    this.format = format;
  }

  /** What is done with a minibatch. */
  public interface Minibatch {
    /** Does it with the first m rows. */
    void accept(dev.elbo.vae.Minibatch rows, int m);
  }

  /**
   * Packs grey images as bytes.
   *
   * @param images each [features]
   */
  public static PackedEpochs ofBytes(List<byte[]> images) {
    int features = images.get(0).length;
    return new PackedEpochs(RowFormat.of(CellType.BYTE, scaling("unit", features, 1 / 255.0)))
        .pack(images.stream().map(pixels -> new RawRow(pixels, null)).toList());
  }

  /**
   * Packs other rows as floats.
   *
   * @param rows each [features]
   */
  public static PackedEpochs ofNumbers(List<double[]> rows) {
    int features = rows.get(0).length;
    return new PackedEpochs(RowFormat.of(CellType.DOUBLE, scaling("none", features, 1)))
        .pack(rows.stream().map(cells -> new RawRow(CellType.pack(cells), null)).toList());
  }

  /** Passes over all rows once. */
  public void run(int epoch, int batch, Minibatch minibatch) {
    EpochOrder order = EpochOrder.of(blocks, format, Noise.of(1, epoch, 0, 0));
    while (order.hasNext()) {
      minibatch.accept(order, order.next(batch));
    }
  }

  /** The rows as they are packed. */
  public PackedShard shard() {
    return format.packed(blocks);
  }

  /** The number of rows. */
  public int rows() {
    return blocks.stream().mapToInt(Block::rows).sum();
  }

  private PackedEpochs pack(List<RawRow> rows) {
    for (int from = 0; from < rows.size(); from += Block.ROWS) {
      blocks.add(Block.pack(rows.subList(from, Math.min(rows.size(), from + Block.ROWS)), format));
    }
    return this;
  }

  private static Preparation scaling(String name, int features, double factor) {
    return Preparation.of(
        new Scaling(
            name,
            Collections.nCopies(features, 0.0),
            Collections.nCopies(features, factor),
            List.of()));
  }
}
