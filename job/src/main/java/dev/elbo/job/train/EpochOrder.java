package dev.elbo.job.train;

import dev.elbo.distribution.Noise;
import dev.elbo.job.data.Block;
import dev.elbo.job.data.RowFormat;
import dev.elbo.vae.Minibatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The order of the rows of a shard in one epoch: its blocks are permuted, then the rows within a
 * window of blocks. A shard that fits into one window is shuffled fully. Every row once.
 */
final class EpochOrder implements Minibatch {
  /** 65,536 rows: MNIST is one window. */
  private static final int WINDOW_BLOCKS = 16;

  private final List<Block> blocks;
  private final RowFormat format;
  private final int[] blockOrder;
  private final Noise noise;
  private final long rows;
  private int nextBlock;
  private int[] window = new int[0];

  /** Drawn while this one is passed over: it takes as long as a GPU takes for some steps. */
  private CompletableFuture<int[]> nextWindow;

  private int[] windowStarts = new int[0];
  private int firstBlock;
  private int at;
  private long served;

  /** Where the rows of the minibatch lie. */
  private Block[] batchBlocks = {};

  private int[] batchRows = {};
  private int[] batchPositions = {};
  private int batchSize;
  private boolean isTouched;

  /** Where each block begins in the shard. */
  private final int[] starts;

  /** Nobody reads it; without it nothing would be touched. */
  @SuppressWarnings("UnusedVariable")
  private int touched;

  private EpochOrder(List<Block> blocks, RowFormat format, Noise noise) {
    this.blocks = blocks;
    this.format = format;
    this.noise = noise;
    this.rows = blocks.stream().mapToLong(Block::rows).sum();
    this.starts = new int[blocks.size()];
    for (int i = 1; i < starts.length; i++) {
      starts[i] = Math.addExact(starts[i - 1], blocks.get(i - 1).rows());
    }
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
      batchPositions = new int[most];
    }
    int count = 0;
    while (count < most && hasNext()) {
      if (at == window.length) {
        openWindow();
      }
      int row = window[at++];
      int block = row / Block.ROWS; // At least that one: none has more rows.
      while (row >= windowStarts[block + 1]) {
        block++;
      }
      int number = blockOrder[firstBlock + block];
      batchBlocks[count] = blocks.get(number);
      batchRows[count] = row - windowStarts[block];
      batchPositions[count] = starts[number] + batchRows[count];
      count++;
      served++;
    }
    batchSize = count;
    isTouched = false;
    return count;
  }

  private void touchAll() {
    for (int i = 0; i < batchSize; i++) {
      touched += batchBlocks[i].touch(batchRows[i], format.features());
    }
    isTouched = true;
  }

  @Override
  public int size() {
    return batchSize;
  }

  @Override
  public int position(int row) {
    return batchPositions[row];
  }

  /** A row of the minibatch. */
  @Override
  public void copy(int row, float[] target) {
    if (!isTouched) {
      touchAll();
    }
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
          nextWindow = null;
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
    window = nextWindow == null ? draw(nextBlock, windowStarts[size]) : nextWindow.join();
    at = 0;
    int behind = nextBlock + windowSize();
    int rowsBehind = Math.toIntExact(rowsOfNextWindow());
    nextWindow =
        rowsBehind == 0 ? null : CompletableFuture.supplyAsync(() -> draw(behind, rowsBehind));
  }

  /** The order of the window that ends before a block. */
  private int[] draw(int end, int count) {
    return noise.at(end).permutation(count);
  }
}
