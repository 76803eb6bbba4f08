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
 * not depend on grouping or order. Over few vectors it is those vectors and their counts, fewer
 * bytes.
 *
 * <p>The bound: exact while the non-zero values of one coordinate over P shards span less than
 * 2^(48 - log2 P) in magnitude. Past it an order could show in bit 100 of the sum, which the final
 * rounding to 24 bits hides with probability 1 - 2^-75.
 */
public final class WeightedSum implements Externalizable {
  private static final long serialVersionUID = 2;

  /** Vectors that wait at most. */
  public static final int MOST = 4;

  /** Coordinates whose sums stay in the first cache. */
  private static final int PIECE = 1024;

  private int length;
  private long weight;

  /** Null while all vectors wait. */
  private double[] high;

  private double[] low;

  /**
   * Vectors that are added together, since they are read once and the sum is not. Few take less
   * memory than their sum.
   */
  private final List<float[]> waiting = new ArrayList<>();

  private final List<Long> weights = new ArrayList<>();

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
    await(count, values);
    weight += count;
  }

  /** Adds the sum over other shards; the other one must not be used any more. */
  public void add(WeightedSum other) {
    for (int k = 0; k < other.waiting.size(); k++) {
      await(other.weights.get(k), other.waiting.get(k));
    }
    if (high == null) {
      high = other.high;
      low = other.low;
    } else if (other.high != null) {
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
    waiting.forEach(values -> slice.waiting.add(Arrays.copyOfRange(values, from, to)));
    slice.weights.addAll(weights);
    slice.high = high == null ? null : Arrays.copyOfRange(high, from, to);
    slice.low = low == null ? null : Arrays.copyOfRange(low, from, to);
    return slice;
  }

  /**
   * The weighted mean, rounded to float once. A mean over one vector is that vector; over finite
   * ones of several shards a zero is positive.
   */
  public float[] mean() {
    if (isOne()) {
      return waiting.get(0);
    }
    float[] mean = new float[length];
    double[] h = new double[PIECE];
    double[] l = new double[PIECE];
    for (int from = 0; from < length; from += PIECE) {
      int count = Math.min(length - from, PIECE);
      read(from, count, h, l);
      divide(h, l, mean, from, count);
    }
    return mean;
  }

  /** The sums of some coordinates, with those that wait. */
  private void read(int from, int count, double[] h, double[] l) {
    if (high == null) {
      Arrays.fill(h, 0, count, 0);
      Arrays.fill(l, 0, count, 0);
    } else {
      System.arraycopy(high, from, h, 0, count);
      System.arraycopy(low, from, l, 0, count);
    }
    accumulateWaiting(h, l, 0, from, count);
  }

  private void divide(double[] h, double[] l, float[] mean, int from, int count) {
    double total = weight;
    double each = 1 / total;
    for (int i = 0; i < count; i++) {
      double quotient = h[i] * each;
      double remainder = Math.fma(-quotient, total, h[i]) + l[i];
      mean[from + i] = (float) Math.fma(remainder, each, quotient);
    }
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    float[] only = isOne() ? waiting.get(0) : null;
    if (only == null) {
      settle();
    }
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
    float[] only = BulkArrays.readFloats(in);
    if (only != null) {
      await(weight, only);
    }
    high = BulkArrays.readDoubles(in);
    boolean narrow = in.readBoolean();
    low = narrow && high != null ? new double[length] : narrow ? null : BulkArrays.readDoubles(in);
  }

  private boolean isOne() {
    return high == null && waiting.size() == 1;
  }

  private static boolean isZero(double[] values) {
    for (double value : values) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  private void await(long count, float[] values) {
    if (waiting.size() == MOST) {
      settle();
    }
    waiting.add(values);
    weights.add(count);
  }

  /** Adds those that wait. */
  private void settle() {
    if (waiting.isEmpty()) {
      return;
    }
    if (high == null) {
      high = new double[length];
      low = new double[length];
    }
    for (int from = 0; from < length; from += PIECE) {
      accumulateWaiting(high, low, from, from, Math.min(length - from, PIECE));
    }
    waiting.clear();
    weights.clear();
  }

  /** Adds {@code count} coordinates from {@code from} of those that wait to sums at {@code at}. */
  private void accumulateWaiting(double[] h, double[] l, int at, int from, int count) {
    for (int k = 0; k < waiting.size(); k++) {
      long n = weights.get(k);
      if (isExact(n)) {
        accumulate((double) n, waiting.get(k), from, h, l, at, count);
      } else {
        accumulateInTwo((double) n, waiting.get(k), from, h, l, at, count);
      }
    }
  }

  /** Whether the product with a float, of 24 bits, fits into the 53 of a double. */
  private static boolean isExact(long count) {
    return count < 1L << 29;
  }

  private static void accumulate(
      double n, float[] values, int from, double[] h, double[] l, int at, int count) {
    for (int i = 0; i < count; i++) {
      double x = n * values[from + i];
      double s = h[at + i] + x;
      double b = s - h[at + i];
      double t = l[at + i] + ((h[at + i] - (s - b)) + (x - b));
      h[at + i] = s + t;
      l[at + i] = t - (h[at + i] - s);
    }
  }

  /** The same where the product takes two doubles. */
  private static void accumulateInTwo(
      double n, float[] values, int from, double[] h, double[] l, int at, int count) {
    for (int i = 0; i < count; i++) {
      double x = n * values[from + i];
      double s = h[at + i] + x;
      double b = s - h[at + i];
      double e = (h[at + i] - (s - b)) + (x - b);
      double t = l[at + i] + Math.fma(n, (double) values[from + i], -x) + e;
      h[at + i] = s + t;
      l[at + i] = t - (h[at + i] - s);
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
