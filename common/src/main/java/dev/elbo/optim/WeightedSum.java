package dev.elbo.optim;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The sum of n_k * theta_k over shards, in double-double: a product of a count and a float, and a
 * sum of such products, are exact (TwoProd, TwoSum; Dekker 1971, Knuth 1969), so the result does
 * not depend on grouping or order. Over one vector it is that vector and its count, a quarter of
 * the bytes.
 *
 * <p>The bound: exact while the non-zero values of one coordinate over P shards span less than
 * 2^(48 - log2 P) in magnitude. Past it an order could show in bit 100 of the sum, which the final
 * rounding to 24 bits hides with probability 1 - 2^-75.
 */
public final class WeightedSum implements Serializable {
  private static final long serialVersionUID = 2;

  private final int length;
  private long weight;

  /** The only vector so far; null before it and from the second on. */
  private float[] only;

  /** Null up to the second vector. */
  private double[] high;

  private double[] low;

  /** The sum of nothing, over vectors of a length. */
  public WeightedSum(int length) {
    this.length = length;
  }

  /** The length of the vectors. */
  public int length() {
    return length;
  }

  /**
   * Adds one vector.
   *
   * @param count its weight: examples seen, at most 2^31
   * @param values kept, not copied: nobody may write into them any more
   */
  public void add(long count, float[] values) {
    if (weight == 0) {
      only = values;
    } else {
      spread();
      accumulate((double) count, values);
    }
    weight += count;
  }

  /** Adds the sum over other shards; the other one must not be used any more. */
  public void add(WeightedSum other) {
    if (other.weight == 0) {
      return;
    }
    if (weight == 0) {
      only = other.only;
      high = other.high;
      low = other.low;
    } else if (other.only != null) {
      spread();
      accumulate((double) other.weight, other.only);
    } else {
      spread();
      accumulate(other.high, other.low);
    }
    weight += other.weight;
  }

  /**
   * The sum over some of the coordinates.
   *
   * @param from the first of them
   * @param to behind the last one
   */
  public WeightedSum slice(int from, int to) {
    WeightedSum slice = new WeightedSum(to - from);
    slice.weight = weight;
    slice.only = only == null ? null : Arrays.copyOfRange(only, from, to);
    slice.high = high == null ? null : Arrays.copyOfRange(high, from, to);
    slice.low = low == null ? null : Arrays.copyOfRange(low, from, to);
    return slice;
  }

  /**
   * The weighted mean, rounded to float once. A mean over one vector is that vector; over finite
   * ones of several shards a zero is positive.
   */
  public float[] mean() {
    if (only != null) {
      return only;
    }
    float[] mean = new float[length];
    for (int i = 0; i < mean.length; i++) {
      double quotient = high[i] / weight;
      double remainder = Math.fma(-quotient, (double) weight, high[i]) + low[i];
      mean[i] = (float) (quotient + remainder / weight);
    }
    return mean;
  }

  private void spread() {
    if (only != null) {
      high = new double[length];
      low = new double[length];
      accumulate((double) weight, only);
      only = null;
    }
  }

  private void accumulate(double count, float[] values) {
    double[] h = high;
    double[] l = low;
    for (int i = 0; i < h.length; i++) {
      double x = count * values[i];
      double y = Math.fma(count, (double) values[i], -x);
      double s = h[i] + x;
      double b = s - h[i];
      double e = (h[i] - (s - b)) + (x - b);
      double t = l[i] + y + e;
      h[i] = s + t;
      l[i] = t - (h[i] - s);
    }
  }

  private void accumulate(double[] highs, double[] lows) {
    double[] h = high;
    double[] l = low;
    for (int i = 0; i < h.length; i++) {
      double x = highs[i];
      double s = h[i] + x;
      double b = s - h[i];
      double e = (h[i] - (s - b)) + (x - b);
      double t = l[i] + lows[i] + e;
      h[i] = s + t;
      l[i] = t - (h[i] - s);
    }
  }
}
