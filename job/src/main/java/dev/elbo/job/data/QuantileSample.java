package dev.elbo.job.data;

import dev.elbo.feature.Bins;
import dev.elbo.feature.RowHash;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Some rows of many: those with the least hashes, which are a random choice that depends on neither
 * the order of the rows nor how they are spread. Rows that are equal count as often as they occur.
 */
final class QuantileSample implements Serializable {
  private static final long serialVersionUID = 1;

  private final int size;
  private final TreeMap<Key, Rows> kept = new TreeMap<>();

  /**
   * No rows yet.
   *
   * @param size different rows that are kept: the rank of a quantile has a standard error of at
   *     most 1/2 over its root
   */
  QuantileSample(int size) {
    this.size = size;
  }

  void add(RowHash hash, byte[] content) {
    add(new Key(hash.high(), hash.low()), content, 1);
  }

  void add(QuantileSample other) {
    other.kept.forEach((key, rows) -> add(key, rows.content, rows.count));
  }

  private void add(Key key, byte[] content, long count) {
    if (kept.size() == size && key.compareTo(kept.lastKey()) > 0) {
      return;
    }
    kept.computeIfAbsent(key, k -> new Rows(content)).count += count;
    if (kept.size() > size) {
      kept.pollLastEntry();
    }
  }

  /**
   * Quantiles of the values of a column, at equal steps of rank from the least to the greatest;
   * between two values they are linear.
   *
   * @param steps 1 or more
   * @return [steps + 1], rising; none if there are no values
   */
  List<Double> quantiles(CellType type, int column, int steps) {
    TreeMap<Double, Long> counts = new TreeMap<>();
    for (Rows rows : kept.values()) {
      double value = type.cell(rows.content, column);
      if (!Double.isNaN(value)) {
        counts.merge(value, rows.count, Long::sum);
      }
    }
    List<Double> quantiles = new ArrayList<>();
    if (counts.isEmpty()) {
      return quantiles;
    }
    long last = counts.values().stream().mapToLong(n -> n).sum() - 1;
    double value = counts.firstKey();
    long end = counts.get(value);
    for (int i = 0; i <= steps; i++) {
      double rank = (double) i / steps * last;
      long low = (long) rank;
      while (low >= end) {
        value = counts.higherKey(value);
        end += counts.get(value);
      }
      Double next = low + 1 < end || low == last ? value : counts.higherKey(value);
      quantiles.add(value + (rank - low) * (next - value));
    }
    return quantiles;
  }

  /**
   * How many values of a column are in each bin.
   *
   * @param edges as {@link Bins} has them
   * @return [edges + 1]
   */
  long[] counts(CellType type, int column, double[] edges) {
    long[] counts = new long[edges.length + 1];
    for (Rows rows : kept.values()) {
      double value = type.cell(rows.content, column);
      if (!Double.isNaN(value)) {
        counts[Bins.of(edges, value)] += rows.count;
      }
    }
    return counts;
  }

  private static final class Key implements Serializable, Comparable<Key> {
    private static final long serialVersionUID = 1;

    private final long high;
    private final long low;

    Key(long high, long low) {
      this.high = high;
      this.low = low;
    }

    @Override
    public int compareTo(Key other) {
      int first = Long.compareUnsigned(high, other.high);
      return first != 0 ? first : Long.compareUnsigned(low, other.low);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && compareTo(key) == 0;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(high ^ low);
    }
  }

  private static final class Rows implements Serializable {
    private static final long serialVersionUID = 1;

    private final byte[] content;
    private long count;

    Rows(byte[] content) {
      this.content = content;
    }
  }
}
