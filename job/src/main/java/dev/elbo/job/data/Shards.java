package dev.elbo.job.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.storage.StorageLevel;

/**
 * Packed rows in Spark's cache, a partition a shard.
 *
 * @param blocks the cached partitions
 * @param format how to read a block
 * @param rows over all shards, counted
 */
public record Shards(JavaRDD<Block> blocks, RowFormat format, long rows) implements AutoCloseable {

  /** Caches them under a name that ends in {@code shards}; Spark's pages and errors show it. */
  static Shards cache(String name, JavaRDD<Block> blocks, RowFormat format) {
    blocks.setName(name);
    blocks.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long rows = blocks.map(block -> (long) block.rows()).fold(0L, Long::sum);
      return new Shards(blocks, format, rows);
    } catch (Throwable e) { // Scala throws checked exceptions without declaring them
      blocks.unpersist(false);
      throw e;
    }
  }

  /** Caches them anew on the executors of a profile, where what reads them shall run. */
  public void moveTo(ResourceProfile profile) {
    blocks.unpersist(true);
    blocks.withResources(profile);
    blocks.persist(StorageLevel.MEMORY_AND_DISK());
    blocks.foreachPartition(rows -> rows.forEachRemaining(block -> {}));
  }

  /** The number of shards. */
  public int count() {
    return blocks.getNumPartitions();
  }

  /** The rank in canonical order of the first row of each shard. */
  public List<Long> starts() {
    return IntStream.range(0, count())
        .mapToObj(shard -> Packing.first(shard, rows, count()))
        .toList();
  }

  /** The first rows in canonical order, at most {@code limit} and a block. */
  public Sample sample(int limit) {
    List<Block> first =
        blocks
            .mapPartitionsWithIndex(
                (shard, it) ->
                    shard == 0 && it.hasNext()
                        ? List.of(it.next().head(limit)).iterator()
                        : Collections.emptyIterator(),
                true)
            .collect();
    return Sample.of(first.get(0), format);
  }

  /** Frees the cache. */
  @Override
  public void close() {
    blocks.unpersist(false);
  }

  /**
   * Some rows on the driver.
   *
   * @param rows how many
   * @param features of each
   * @param values [rows, features] row by row
   * @param labels one a row; entries are null where there is no label
   */
  public record Sample(int rows, int features, float[] values, List<String> labels) {

    private static Sample of(Block block, RowFormat format) {
      int rows = block.rows();
      float[] values = new float[rows * format.features()];
      List<String> labels = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        block.copyRow(i, format, values, i * format.features());
        labels.add(block.label(i));
      }
      return new Sample(rows, format.features(), values, labels);
    }

    /** One row. */
    public float[] row(int index) {
      return java.util.Arrays.copyOfRange(values, index * features, (index + 1) * features);
    }
  }
}
