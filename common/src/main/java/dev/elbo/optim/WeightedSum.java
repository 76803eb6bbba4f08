package dev.elbo.optim;

import java.io.Serializable;

/**
 * The sum of n_k * theta_k over shards, in double-double: a product of a count and a float, and a
 * sum of such products, are exact (TwoProd, TwoSum; Dekker 1971, Knuth 1969), so the result does
 * not depend on grouping or order.
 *
 * <p>The bound: exact while the non-zero values of one coordinate over P shards span less than
 * 2^(50 - log2 P) in magnitude. Past it an order could show in bit 105 of the sum, which the final
 * rounding to 24 bits hides with probability 1 - 2^-80.
 */
public final class WeightedSum implements Serializable {
  private static final long serialVersionUID = 1;

  private final double[] high;
  private final double[] low;
  private long weight;

  /** The sum of nothing, over vectors of a length. */
  public WeightedSum(int length) {
    high = new double[length];
    low = new double[length];
  }

  /**
   * Adds one vector.
   *
   * @param count its weight: examples seen, at most 2^31
   */
  public void add(long count, float[] values) {
    for (int i = 0; i < high.length; i++) {
      double product = count * (double) values[i];
      accumulate(i, product, Math.fma((double) count, (double) values[i], -product));
    }
    weight += count;
  }

  /** Adds the sum over other shards. */
  public void add(WeightedSum other) {
    for (int i = 0; i < high.length; i++) {
      accumulate(i, other.high[i], other.low[i]);
    }
    weight += other.weight;
  }

  /**
   * The weighted mean, rounded to float once. A mean over one finite vector is that vector (but for
   * the sign of zeros).
   */
  public float[] mean() {
    float[] mean = new float[high.length];
    for (int i = 0; i < mean.length; i++) {
      double quotient = high[i] / weight;
      double remainder = Math.fma(-quotient, (double) weight, high[i]) + low[i];
      mean[i] = (float) (quotient + remainder / weight);
    }
    return mean;
  }

  private void accumulate(int i, double x, double y) {
    double s = high[i] + x;
    double b = s - high[i];
    double e = (high[i] - (s - b)) + (x - b);
    double t = low[i] + y;
    double c = t - low[i];
    double f = (low[i] - (t - c)) + (y - c);
    e += t;
    double s1 = s + e;
    e = e - (s1 - s);
    e += f;
    high[i] = s1 + e;
    low[i] = e - (high[i] - s1);
  }
}
