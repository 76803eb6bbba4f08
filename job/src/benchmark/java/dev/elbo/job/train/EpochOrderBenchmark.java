package dev.elbo.job.train;

import dev.elbo.distribution.Noise;
import dev.elbo.feature.Preparation;
import dev.elbo.feature.Scaling;
import dev.elbo.job.data.Block;
import dev.elbo.job.data.CellType;
import dev.elbo.job.data.RawRow;
import dev.elbo.job.data.RowFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Packed images: packed once, read in minibatches in a new order each epoch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EpochOrderBenchmark {
  private static final int FEATURES = 784;
  private static final int BLOCKS = 14;
  private static final int BATCH = 128;

  private RowFormat format;
  private List<RawRow> rows;
  private List<Block> blocks;
  private float[] row;
  private int epoch;

  /** As many images as MNIST has, nearly. */
  @Setup(Level.Trial)
  public void open() {
    format = RowFormat.of(CellType.BYTE, scaling());
    rows = new ArrayList<>();
    for (int i = 0; i < Block.ROWS; i++) {
      byte[] pixels = new byte[FEATURES];
      for (int j = 0; j < FEATURES; j++) {
        pixels[j] = (byte) Noise.of(1, 0, 0, i).bits(j);
      }
      rows.add(new RawRow(pixels, null));
    }
    blocks = new ArrayList<>();
    for (int i = 0; i < BLOCKS; i++) {
      blocks.add(Block.pack(rows, format));
    }
    row = new float[FEATURES];
  }

  /** 4,096 rows into a block. */
  @Benchmark
  public Block pack() {
    return Block.pack(rows, format);
  }

  /** 57,344 rows out of 14 blocks, 128 at a time. */
  @Benchmark
  public long readEpoch() {
    EpochOrder order = EpochOrder.of(blocks, format, Noise.of(1, epoch++, 0, 0));
    long read = 0;
    while (order.hasNext()) {
      int count = order.next(BATCH);
      for (int i = 0; i < count; i++) {
        order.copy(i, row);
      }
      read += count;
    }
    return read;
  }

  private static Preparation scaling() {
    return Preparation.of(
        new Scaling(
            "unit",
            Collections.nCopies(FEATURES, 0.0),
            Collections.nCopies(FEATURES, 1 / 255.0),
            List.of()));
  }
}
