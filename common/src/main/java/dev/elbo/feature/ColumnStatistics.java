package dev.elbo.feature;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What is known of the cells of one column. Sums are exact, so statistics of the same cells are the
 * same to the bit, however the cells were spread over files and tasks.
 */
public final class ColumnStatistics implements Serializable {
  private static final long serialVersionUID = 1;

  private static final MathContext PRECISION = new MathContext(60);

  private long count;
  private long missing;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;
  private double leastFraction = Double.POSITIVE_INFINITY;
  private final ExactSum sum = new ExactSum();
  private final ExactSum squares = new ExactSum();

  /** Adds a cell; NaN stands for a missing one. */
  public void add(double cell) {
    if (Double.isNaN(cell)) {
      missing++;
      return;
    }
    count++;
    least = Math.min(least, cell);
    greatest = Math.max(greatest, cell);
    if (cell != Math.rint(cell)) {
      leastFraction = Math.min(leastFraction, cell);
    }
    sum.add(cell);
    squares.addSquare(cell);
  }

  /**
   * Adds equal cells.
   *
   * @param cell a whole number below 2^10, so that its square times their number is exact
   * @param times how often it occurs, below 2^33
   */
  public void add(int cell, long times) {
    if (times == 0) {
      return;
    }
    count += times;
    least = Math.min(least, cell);
    greatest = Math.max(greatest, cell);
    sum.add((double) ((long) cell * times));
    squares.add((double) ((long) cell * cell * times));
  }

  /** Adds the statistics of other cells of the column. */
  public void add(ColumnStatistics other) {
    count += other.count;
    missing += other.missing;
    least = Math.min(least, other.least);
    greatest = Math.max(greatest, other.greatest);
    leastFraction = Math.min(leastFraction, other.leastFraction);
    sum.add(other.sum);
    squares.add(other.squares);
  }

  /** Cells that hold a value. */
  public long count() {
    return count;
  }

  /** Cells that hold none. */
  public long missing() {
    return missing;
  }

  /** The least value; infinity over no values. */
  public double least() {
    return least;
  }

  /** The greatest value; minus infinity over no values. */
  public double greatest() {
    return greatest;
  }

  /** The least value that is not a whole number; infinity if all are whole. */
  public double leastFraction() {
    return leastFraction;
  }

  /** The mean, rounded once; 0 over no values. */
  public double mean() {
    return count == 0 ? 0 : sum.value().divide(BigDecimal.valueOf(count), PRECISION).doubleValue();
  }

  /** The standard deviation (divisor n), from the exact variance; 0 over no values. */
  public double deviation() {
    if (count == 0) {
      return 0;
    }
    // Without a division before the difference, that of a constant column is 0 and not 1e-31.
    BigDecimal n = BigDecimal.valueOf(count);
    BigDecimal spread = squares.value().multiply(n).subtract(sum.value().pow(2));
    double variance = spread.divide(n.pow(2), PRECISION).doubleValue();
    return Math.sqrt(Math.max(0, variance));
  }
}
