package dev.elbo.job.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.ShuffledRDD;
import scala.Tuple2;
import scala.math.Ordering;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Puts rows into an order that depends on the rows and the seed alone, because the order in which
 * Spark reads them depends on cores, on file sizes and on its settings: by a seeded hash of the
 * content, ties by the content itself. Equal rows may change places; nobody can tell.
 *
 * <p>The hash is spread evenly, so it says by itself which partition a row belongs to: nothing is
 * sampled. A partition that does not fit into memory is sorted on disk.
 *
 * @param seed another seed gives another order
 * @param partitions over which the rows are sorted; they do not matter for the order
 */
record CanonicalOrder(long seed, int partitions) implements Serializable {
  private static final Comparator<RawRow> TIES =
      Comparator.comparing(RawRow::content, Arrays::compareUnsigned)
          .thenComparing(RawRow::label, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** The rows in their order, over partitions that follow one another. */
  JavaRDD<RawRow> sort(JavaRDD<RawRow> rows) {
    ClassTag<RankedRow> key = ClassTag$.MODULE$.apply(RankedRow.class);
    ClassTag<Object> none = ClassTag$.MODULE$.apply(Object.class);
    JavaRDD<Tuple2<RankedRow, Object>> ranked =
        rows.map(row -> new Tuple2<>(new RankedRow(rank(row), row), null));
    return new ShuffledRDD<RankedRow, Object, Object>(
            ranked.rdd(), new ByRank(partitions), key, none, none)
        .setKeyOrdering(Ordering.comparatorToOrdering(new ByRankAndContent()))
        .setSerializer(new RankedRowSerializer())
        .toJavaRDD()
        .map(sorted -> sorted._1().row());
  }

  /** How many of the rows come to each partition. */
  long[] counts(JavaRDD<RawRow> rows) {
    return rows.mapPartitions(
            part -> {
              long[] counts = new long[partitions];
              part.forEachRemaining(row -> counts[partition(rank(row), partitions)]++);
              return java.util.List.of(counts).iterator();
            })
        .fold(
            new long[partitions],
            (a, b) -> {
              long[] sum = a.clone();
              for (int i = 0; i < sum.length; i++) {
                sum[i] += b[i];
              }
              return sum;
            });
  }

  private long rank(RawRow row) {
    return Holdout.mix(row.hash().high() ^ seed);
  }

  /** The partition of a rank; ranks are ordered with their sign. */
  private static int partition(long rank, int partitions) {
    return (int) ((((rank ^ Long.MIN_VALUE) >>> 32) * partitions) >>> 32);
  }

  private static final class ByRank extends Partitioner {
    private static final long serialVersionUID = 1;

    private final int partitions;

    ByRank(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object row) {
      return partition(((RankedRow) row).rank(), partitions);
    }
  }

  private static final class ByRankAndContent implements Comparator<RankedRow>, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public int compare(RankedRow a, RankedRow b) {
      int order = Long.compare(a.rank(), b.rank());
      return order != 0 ? order : TIES.compare(a.row(), b.row());
    }
  }
}
