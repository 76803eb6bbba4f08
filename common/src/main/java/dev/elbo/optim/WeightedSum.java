package dev.elbo.optim;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
public final class WeightedSum implements Externalizable {
  private static final long serialVersionUID = 2;

  /** Vectors that wait at most. */
  private static final int MOST = 4;

  /** Coordinates whose sums stay in the first cache. */
  private static final int PIECE = 1024;

  private int length;
  private long weight;

  /** The only vector so far; null before it and from the second on. */
  private float[] only;

  /** Vectors that are added together, since they are read once and the sum is not. */
  private final List<float[]> waiting = new ArrayList<>();

  private final List<Long> weights = new ArrayList<>();

  /** Null up to the second vector. */
  private double[] high;

  private double[] low;

  /** For the stream that reads one. */
  public WeightedSum() {}

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
      await(count, values);
    }
    weight += count;
  }

  /** Adds the sum over other shards; the other one must not be used any more. */
  public void add(WeightedSum other) {
    if (other.weight == 0) {
      return;
    }
    if (weight == 0) {
      other.settle();
      only = other.only;
      high = other.high;
      low = other.low;
    } else if (other.only != null) {
      spread();
      await(other.weight, other.only);
    } else {
      spread();
      other.settle();
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
    settle();
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
    settle();
    float[] mean = new float[length];
    double total = weight;
    double each = 1 / total;
    for (int i = 0; i < mean.length; i++) {
      double quotient = high[i] * each;
      double remainder = Math.fma(-quotient, total, high[i]) + low[i];
      mean[i] = (float) Math.fma(remainder, each, quotient);
    }
    return mean;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    settle();
    out.writeInt(length);
    out.writeLong(weight);
    BulkArrays.write(out, only);
    BulkArrays.write(out, high);
    // Most sums fit into 53 bits.
    boolean narrow = low == null || isZero(low);
    out.writeBoolean(narrow);
    if (!narrow) {
      BulkArrays.write(out, low);
    }
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    length = in.readInt();
    weight = in.readLong();
    only = BulkArrays.readFloats(in);
    high = BulkArrays.readDoubles(in);
    boolean narrow = in.readBoolean();
    low = narrow && high != null ? new double[length] : narrow ? null : BulkArrays.readDoubles(in);
  }

  private static boolean isZero(double[] values) {
    for (double value : values) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /** From a vector to its products, which is the sum of one. */
  private void spread() {
    if (only == null) {
      return;
    }
    double count = weight;
    high = new double[length];
    low = new double[length];
    for (int i = 0; i < length; i++) {
      high[i] = count * only[i];
    }
    if (!isExact(weight)) {
      for (int i = 0; i < length; i++) {
        low[i] = Math.fma(count, (double) only[i], -high[i]);
      }
    }
    only = null;
  }

  /** Whether the product with a float, of 24 bits, fits into the 53 of a double. */
  private static boolean isExact(long count) {
    return count < 1L << 29;
  }

  private void await(long count, float[] values) {
    if (!isExact(count)) {
      WeightedSum other = new WeightedSum(length);
      other.add(count, values);
      other.spread();
      accumulate(other.high, other.low);
      return;
    }
    waiting.add(values);
    weights.add(count);
    if (waiting.size() == MOST) {
      settle();
    }
  }

  /** Adds those that wait. */
  private void settle() {
    if (waiting.isEmpty()) {
      return;
    }
    for (int from = 0; from < length; from += PIECE) {
      int to = Math.min(length, from + PIECE);
      for (int k = 0; k < waiting.size(); k++) {
        accumulate((double) weights.get(k), waiting.get(k), from, to);
      }
    }
    waiting.clear();
    weights.clear();
  }

  private void accumulate(double count, float[] values, int from, int to) {
    double[] h = high;
    double[] l = low;
    for (int i = from; i < to; i++) {
      double x = count * values[i];
      double s = h[i] + x;
      double b = s - h[i];
      double t = l[i] + ((h[i] - (s - b)) + (x - b));
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
