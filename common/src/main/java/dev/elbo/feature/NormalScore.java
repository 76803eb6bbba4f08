package dev.elbo.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErf;

/**
 * The standard normal quantile of a value's rank among the training rows, so that the column looks
 * normal to the network whatever its shape. Between knots ranks are linear; a value that many rows
 * share has the middle of their ranks; values beyond the knots have the score of the outermost.
 */
public final class NormalScore implements ColumnMap {
  private static final long serialVersionUID = 1;

  /** The outermost rank: half a step from the end would be infinite for few knots only. */
  private static final double EDGE = 1e-3;

  private final double[] knots;

  /**
   * A map by ranks.
   *
   * @param knots quantiles of the column at equal steps of rank from 0 to 1, never falling; two at
   *     least
   */
  public NormalScore(List<Double> knots) {
    this.knots = knots.stream().mapToDouble(Double::doubleValue).toArray();
    boolean isSorted = true;
    for (int i = 1; i < this.knots.length; i++) {
      isSorted &= this.knots[i - 1] <= this.knots[i];
    }
    if (this.knots.length < 2 || !isSorted) {
      throw new IllegalArgumentException(
          "Cannot rank by the knots %s: give two at least, in rising order.".formatted(knots));
    }
  }

  /**
   * The map that is fitted to values.
   *
   * @param sorted in rising order, one at least
   * @param steps of rank between the knots
   */
  public static NormalScore of(double[] sorted, int steps) {
    List<Double> knots = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      double at = (double) i / steps * (sorted.length - 1);
      int below = (int) at;
      int above = Math.min(below + 1, sorted.length - 1);
      knots.add(sorted[below] + (at - below) * (sorted[above] - sorted[below]));
    }
    return new NormalScore(knots);
  }

  /** Quantiles of the column at equal steps of rank from 0 to 1. */
  public List<Double> knots() {
    return Arrays.stream(knots).boxed().toList();
  }

  @Override
  public double apply(double raw) {
    if (Double.isNaN(raw)) {
      return raw;
    }
    double rank = (firstRank(raw) + lastRank(raw)) / 2;
    double p = Math.min(Math.max(rank / (knots.length - 1), EDGE), 1 - EDGE);
    return Math.sqrt(2) * InverseErf.value(2 * p - 1);
  }

  @Override
  public double invert(double mapped) {
    double p = Erfc.value(-mapped / Math.sqrt(2)) / 2;
    double at = p * (knots.length - 1);
    int below = Math.min((int) at, knots.length - 2);
    double from = knots[below];
    return from + (at - below) * (knots[below + 1] - from);
  }

  /** Where the knots reach the value, in steps. */
  private double firstRank(double raw) {
    int above = 0;
    while (above < knots.length && knots[above] < raw) {
      above++;
    }
    return above == 0 ? 0 : above == knots.length ? above - 1 : between(above, raw);
  }

  /** Where the knots leave the value, in steps. */
  private double lastRank(double raw) {
    int below = knots.length - 1;
    while (below >= 0 && knots[below] > raw) {
      below--;
    }
    return below < 0 ? 0 : below == knots.length - 1 ? below : between(below + 1, raw);
  }

  /** The rank of a value above the knot before {@code above} and not above that one. */
  private double between(int above, double raw) {
    double low = knots[above - 1];
    double high = knots[above];
    return above - 1 + (raw - low) / (high - low);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NormalScore that && Arrays.equals(knots, that.knots);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(knots);
  }
}
