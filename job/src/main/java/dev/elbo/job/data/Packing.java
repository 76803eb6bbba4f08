package dev.elbo.job.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Cuts rows in canonical order into shards of blocks. Shard k takes the ranks from k N / P to (k +
 * 1) N / P, so lengths differ by at most one; blocks hold {@link Block#ROWS} rows counted from the
 * start of their shard, whatever the partitions that the rows came in. What is shuffled are runs of
 * rows, not rows.
 */
final class Packing {
  private Packing() {}

  /**
   * The shards, a partition each.
   *
   * @param ordered the rows in their order, over partitions that follow one another
   * @param counts rows of each partition
   * @param shards at most as many as there are rows
   */
  static JavaRDD<Block> pack(JavaRDD<RawRow> ordered, long[] counts, RowFormat format, int shards) {
    long[] starts = starts(counts);
    long rows = starts[starts.length - 1];
    JavaPairRDD<Long, Block> runs =
        ordered
            .mapPartitionsWithIndex(
                (partition, it) -> new Runs(it, starts[partition], rows, shards, format), true)
            .mapToPair(run -> run);
    return runs.repartitionAndSortWithinPartitions(new ByShard(rows, shards))
        .mapPartitions(Blocks::new);
  }

  /** Rows of each partition, counted. */
  static long[] counts(JavaRDD<RawRow> rows) {
    return rows
        .mapPartitions(
            it -> {
              long n = 0;
              for (; it.hasNext(); it.next()) {
                n++;
              }
              return List.of(n).iterator();
            })
        .collect()
        .stream()
        .mapToLong(n -> n)
        .toArray();
  }

  /** The rank of the first row of each partition, and the number of rows at the end. */
  private static long[] starts(long[] counts) {
    long[] starts = new long[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      starts[i + 1] = starts[i] + counts[i];
    }
    return starts;
  }

  /** The rank of the first row of a shard. */
  static long first(long shard, long rows, int shards) {
    return Math.floorDiv(Math.multiplyExact(shard, rows), shards);
  }

  /** The shard of a rank: the last one that does not start behind it. */
  private static int shard(long rank, long rows, int shards) {
    int shard = (int) (Math.multiplyExact(rank, (long) shards) / rows);
    return first(shard + 1L, rows, shards) <= rank ? shard + 1 : shard;
  }

  /** Sends a run, keyed by the rank of its first row, to its shard. */
  private static final class ByShard extends Partitioner {
    private static final long serialVersionUID = 1;

    private final long rows;
    private final int shards;

    ByShard(long rows, int shards) {
      this.rows = rows;
      this.shards = shards;
    }

    @Override
    public int numPartitions() {
      return shards;
    }

    @Override
    public int getPartition(Object rank) {
      return shard((Long) rank, rows, shards);
    }
  }

  /** Packs the rows of one partition into runs that cross neither shards nor blocks. */
  private static final class Runs implements Iterator<Tuple2<Long, Block>> {
    private final Iterator<RawRow> source;
    private final long rows;
    private final int shards;
    private final RowFormat format;
    private long rank;

    Runs(Iterator<RawRow> source, long first, long rows, int shards, RowFormat format) {
      this.source = source;
      this.rank = first;
      this.rows = rows;
      this.shards = shards;
      this.format = format;
    }

    @Override
    public boolean hasNext() {
      return source.hasNext();
    }

    @Override
    public Tuple2<Long, Block> next() {
      if (!source.hasNext()) {
        throw new NoSuchElementException();
      }
      int shard = shard(rank, rows, shards);
      long offset = rank - first(shard, rows, shards);
      long shardEnd = first(shard + 1L, rows, shards) - first(shard, rows, shards);
      long blockEnd = Math.min(shardEnd, (offset / Block.ROWS + 1) * Block.ROWS);
      List<RawRow> run = new ArrayList<>();
      for (long i = offset; i < blockEnd && source.hasNext(); i++) {
        run.add(source.next());
      }
      Tuple2<Long, Block> packed = new Tuple2<>(rank, Block.pack(run, format));
      rank += run.size();
      return packed;
    }
  }

  /** Joins the runs of one shard, which come in order, into whole blocks. */
  private static final class Blocks implements Iterator<Block> {
    private final Iterator<Tuple2<Long, Block>> runs;

    Blocks(Iterator<Tuple2<Long, Block>> runs) {
      this.runs = runs;
    }

    @Override
    public boolean hasNext() {
      return runs.hasNext();
    }

    @Override
    public Block next() {
      Block block = runs.next()._2();
      // A run ends at the end of its block or where its partition ended.
      while (block.rows() < Block.ROWS && runs.hasNext()) {
        block = block.append(runs.next()._2());
      }
      return block;
    }
  }
}
