package dev.elbo.report;

import dev.elbo.report.TableComparison.Numbers;
import java.util.Arrays;

/**
 * How two samples fall into bins of one width that hold all but the outermost hundredth of the
 * first.
 *
 * @param low the lower end of the first bin
 * @param high the upper end of the last bin, above low
 * @param real the part of the first sample in each bin
 * @param generated the part of the second
 */
record Histogram(double low, double high, double[] real, double[] generated) {
  private static final int BINS = 24;
  private static final double TAIL = 0.005;

  /** The bins of a column of which a value is there, at least. */
  static Histogram of(Numbers column) {
    double[] sorted = column.real().clone();
    Arrays.sort(sorted);
    double low = sorted[(int) (TAIL * (sorted.length - 1))];
    double high = sorted[(int) Math.ceil((1 - TAIL) * (sorted.length - 1))];
    double air = high > low ? 0 : Math.max(0.5, Math.abs(low) * 0.05);
    return new Histogram(
        low - air,
        high + air,
        parts(column.real(), low - air, high + air),
        parts(column.generated(), low - air, high + air));
  }

  int bins() {
    return real.length;
  }

  private static double[] parts(double[] values, double low, double high) {
    double[] parts = new double[BINS];
    for (double value : values) {
      if (value >= low && value <= high) {
        int bin = (int) ((value - low) / (high - low) * BINS);
        parts[Math.min(bin, BINS - 1)] += 1.0 / values.length;
      }
    }
    return parts;
  }
}
