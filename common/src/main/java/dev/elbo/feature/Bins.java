package dev.elbo.feature;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * How many numbers of a column fall between edges: up to and with the first edge, above it up to
 * and with the second, and so on, and above the last.
 *
 * @param edges rising; none makes one bin
 * @param counts one more than edges
 */
public record Bins(List<Double> edges, List<Long> counts) {

  public Bins {
    edges = List.copyOf(edges);
    counts = List.copyOf(counts);
    boolean isRising = edges.stream().allMatch(edge -> Double.isFinite(edge));
    for (int i = 1; i < edges.size(); i++) {
      isRising &= edges.get(i - 1) < edges.get(i);
    }
    if (!isRising || counts.size() != edges.size() + 1 || counts.stream().anyMatch(n -> n < 0)) {
      throw new IllegalArgumentException(
          "edges %s and counts %s are no bins".formatted(edges, counts));
    }
  }

  /** Bins with these counts. */
  public static Bins of(double[] edges, long[] counts) {
    return new Bins(
        DoubleStream.of(edges).boxed().toList(), LongStream.of(counts).boxed().toList());
  }

  /**
   * The bin of a number.
   *
   * @param edges rising
   */
  public static int of(double[] edges, double value) {
    int low = 0;
    int high = edges.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (value <= edges[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
