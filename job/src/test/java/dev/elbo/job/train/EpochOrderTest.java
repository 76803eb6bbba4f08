package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.distribution.Noise;
import dev.elbo.feature.Preparation;
import dev.elbo.feature.Scaling;
import dev.elbo.job.data.Block;
import dev.elbo.job.data.CellType;
import dev.elbo.job.data.RawRow;
import dev.elbo.job.data.RowFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochOrderTest {
  private static final RowFormat FORMAT =
      RowFormat.of(
          CellType.DOUBLE,
          Preparation.of(new Scaling("none", List.of(0.0), List.of(1.0), List.of())));

  /** 50 blocks are more than three windows. */
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 1000, 97", "3, 7, 5", "50, 11, 8", "50, 11, 128", "17, 64, 64"})
  void everyRowComesOnceInBatchesThatAreFullButForTheLast(int blocks, int rows, int batch) {
    EpochOrder order = EpochOrder.of(blocks(blocks, rows), FORMAT, Noise.of(1, 1, 0, 0));
    List<Float> seen = new ArrayList<>();
    float[] row = new float[1];
    while (order.hasNext()) {
      int count = order.next(batch);
      for (int i = 0; i < count; i++) {
        order.copy(i, row);
        seen.add(row[0]);
      }
      assertThat(count == batch || !order.hasNext()).isTrue();
    }
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, blocks * rows).mapToObj(i -> (float) i).toList());
  }

  /** Row i of the shard is the number i. */
  @ParameterizedTest
  @CsvSource({"1, 1000, 97", "50, 11, 128"})
  void aRowsPositionIsItsPlaceInTheShard(int blocks, int rows, int batch) {
    EpochOrder order = EpochOrder.of(blocks(blocks, rows), FORMAT, Noise.of(1, 1, 0, 0));
    order.skip(13);
    float[] row = new float[1];
    int seen = 13;
    while (order.hasNext()) {
      assertThat(order.next(batch)).isEqualTo(order.size());
      for (int i = 0; i < order.size(); i++) {
        order.copy(i, row);
        assertThat(order.position(i)).isEqualTo((int) row[0]);
      }
      seen += order.size();
    }
    assertThat(seen).isEqualTo(blocks * rows);
  }

  @ParameterizedTest
  @CsvSource({"1, 1000", "20, 50"})
  void anotherEpochHasAnotherOrderAndTheSameOneTheSame(int blocks, int rows) {
    List<Block> shard = blocks(blocks, rows);
    float[] first = all(shard, Noise.of(1, 1, 0, 0));
    assertThat(all(shard, Noise.of(1, 1, 0, 0))).isEqualTo(first);
    assertThat(all(shard, Noise.of(1, 2, 0, 0))).isNotEqualTo(first);
    assertThat(all(shard, Noise.of(2, 1, 0, 0))).isNotEqualTo(first);
  }

  private static float[] all(List<Block> shard, Noise noise) {
    EpochOrder order = EpochOrder.of(shard, FORMAT, noise);
    float[] all = new float[Math.toIntExact(order.rows())];
    assertThat(order.next(all.length)).isEqualTo(all.length);
    float[] row = new float[1];
    for (int i = 0; i < all.length; i++) {
      order.copy(i, row);
      all[i] = row[0];
    }
    return all;
  }

  private static List<Block> blocks(int count, int rows) {
    return IntStream.range(0, count)
        .mapToObj(
            block ->
                Block.pack(
                    IntStream.range(0, rows)
                        .mapToObj(
                            i -> new RawRow(CellType.pack(new double[] {block * rows + i}), null))
                        .toList(),
                    FORMAT))
        .toList();
  }
}
