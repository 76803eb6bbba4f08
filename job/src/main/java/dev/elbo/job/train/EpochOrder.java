package dev.elbo.job.train;

import dev.elbo.distribution.Noise;
import dev.elbo.job.data.Block;
import dev.elbo.job.data.RowFormat;
import java.util.List;

/**
 * The order of the rows of a shard in one epoch: its blocks are permuted, then the rows within a
 * window of blocks. A shard that fits into one window is shuffled fully. Every row once.
 */
final class EpochOrder {
  /** 65,536 rows: MNIST is one window. */
  private static final int WINDOW_BLOCKS = 16;

  private final List<Block> blocks;
  private final int[] blockOrder;
  private final Noise noise;
  private final long rows;
  private int nextBlock;
  private int[] window = new int[0];
  private int[] windowStarts = new int[0];
  private int firstBlock;
  private int at;
  private long served;

  private EpochOrder(List<Block> blocks, Noise noise) {
    this.blocks = blocks;
    this.noise = noise;
    this.rows = blocks.stream().mapToLong(Block::rows).sum();
    this.blockOrder = noise.at(0).permutation(blocks.size());
  }

  static EpochOrder of(List<Block> blocks, Noise noise) {
    return new EpochOrder(blocks, noise.split(Noise.Use.ORDER));
  }

  /** All rows of the shard. */
  long rows() {
    return rows;
  }

  boolean hasNext() {
    return served < rows;
  }

  /**
   * Copies the next rows.
   *
   * @param target receives them, row by row
   * @param most how many are wanted
   * @return how many there were
   */
  int next(RowFormat format, float[] target, int most) {
    int count = 0;
    while (count < most && hasNext()) {
      if (at == window.length) {
        openWindow();
      }
      int row = window[at++];
      int block = 0;
      while (row >= windowStarts[block + 1]) {
        block++;
      }
      blocks
          .get(blockOrder[firstBlock + block])
          .copyRow(row - windowStarts[block], format, target, count * format.features());
      count++;
      served++;
    }
    return count;
  }

  private void openWindow() {
    firstBlock = nextBlock;
    int size = Math.min(WINDOW_BLOCKS, blocks.size() - firstBlock);
    windowStarts = new int[size + 1];
    for (int i = 0; i < size; i++) {
      windowStarts[i + 1] = windowStarts[i] + blocks.get(blockOrder[firstBlock + i]).rows();
    }
    nextBlock += size;
    window = noise.at(nextBlock).permutation(windowStarts[size]);
    at = 0;
  }
}
