package dev.elbo.job.train;

import dev.elbo.distribution.Noise;
import dev.elbo.job.data.Block;
import dev.elbo.job.data.RowFormat;
import dev.elbo.vae.Rows;
import java.util.List;

/**
 * The order of the rows of a shard in one epoch: its blocks are permuted, then the rows within a
 * window of blocks. A shard that fits into one window is shuffled fully. Every row once.
 */
final class EpochOrder implements Rows {
  /** 65,536 rows: MNIST is one window. */
  private static final int WINDOW_BLOCKS = 16;

  private final List<Block> blocks;
  private final RowFormat format;
  private final int[] blockOrder;
  private final Noise noise;
  private final long rows;
  private int nextBlock;
  private int[] window = new int[0];
  private int[] windowStarts = new int[0];
  private int firstBlock;
  private int at;
  private long served;

  /** Where the rows of the minibatch lie. */
  private Block[] batchBlocks = {};

  private int[] batchRows = {};

  /** Nobody reads it; without it nothing would be touched. */
  @SuppressWarnings("UnusedVariable")
  private int touched;

  private EpochOrder(List<Block> blocks, RowFormat format, Noise noise) {
    this.blocks = blocks;
    this.format = format;
    this.noise = noise;
    this.rows = blocks.stream().mapToLong(Block::rows).sum();
    this.blockOrder = noise.at(0).permutation(blocks.size());
  }

  static EpochOrder of(List<Block> blocks, RowFormat format, Noise noise) {
    return new EpochOrder(blocks, format, noise.split(Noise.Use.ORDER));
  }

  /** All rows of the shard. */
  long rows() {
    return rows;
  }

  boolean hasNext() {
    return served < rows;
  }

  /**
   * Goes on to the next minibatch.
   *
   * @param most how many rows are wanted
   * @return how many there are
   */
  int next(int most) {
    if (batchBlocks.length < most) {
      batchBlocks = new Block[most];
      batchRows = new int[most];
    }
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
      batchBlocks[count] = blocks.get(blockOrder[firstBlock + block]);
      batchRows[count] = row - windowStarts[block];
      touched += batchBlocks[count].touch(batchRows[count], format.features());
      count++;
      served++;
    }
    return count;
  }

  /** A row of the minibatch. */
  @Override
  public void copy(int row, float[] target) {
    batchBlocks[row].copyRow(batchRows[row], format, target, 0);
  }

  /** Leaves out the next rows; a whole window is passed over without being put in order. */
  void skip(long rowCount) {
    long left = Math.min(rowCount, rows - served);
    while (left > 0) {
      if (at == window.length) {
        long whole = rowsOfNextWindow();
        if (left >= whole) {
          nextBlock += windowSize();
          served += whole;
          left -= whole;
          continue;
        }
        openWindow();
      }
      int part = (int) Math.min(left, window.length - at);
      at += part;
      served += part;
      left -= part;
    }
  }

  private int windowSize() {
    return Math.min(WINDOW_BLOCKS, blocks.size() - nextBlock);
  }

  private long rowsOfNextWindow() {
    long sum = 0;
    for (int i = 0; i < windowSize(); i++) {
      sum += blocks.get(blockOrder[nextBlock + i]).rows();
    }
    return sum;
  }

  private void openWindow() {
    firstBlock = nextBlock;
    int size = windowSize();
    windowStarts = new int[size + 1];
    for (int i = 0; i < size; i++) {
      windowStarts[i + 1] = windowStarts[i] + blocks.get(blockOrder[firstBlock + i]).rows();
    }
    nextBlock += size;
    window = noise.at(nextBlock).permutation(windowStarts[size]);
    at = 0;
  }
}
