package dev.elbo.vae.lane;

/** Exponentials, logarithms and sums of the first n numbers of an array. */
public final class Lanes {
  /** Below it exp is denormal: there exp is that of the bound, 6e-39. */
  private static final float LEAST_EXPONENT = -88;

  /** A number above it, times this, is at least 1. */
  private static final float TO_STEP = Float.MAX_VALUE;

  private Lanes() {}

  /**
   * exp(t) - 1 in place, for t &lt;= 0; within 1e-6 of the value, relative.
   *
   * <p>From the Taylor polynomial at t / 128 by exp(2u) - 1 = m (2 + m) with m = exp(u) - 1, seven
   * times, which does not lose digits where m is small and damps errors where it is near -1.
   */
  public static void expm1(float[] t, int n) {
    expm1OfSixteenth(t, n);
    for (int i = 0; i < n; i++) {
      float m = t[i];
      m = Math.fma(m, m, m + m);
      m = Math.fma(m, m, m + m);
      m = Math.fma(m, m, m + m);
      t[i] = Math.fma(m, m, m + m);
    }
  }

  /**
   * exp(t) in place, for t &lt;= 0; within 1e-6 of the value, relative, down to -4, within 1e-5
   * down to -20, within 1e-2 down to -88.
   */
  public static void exp(float[] t, int n) {
    expm1OfSixteenth(t, n);
    for (int i = 0; i < n; i++) {
      float m = t[i];
      float e = 1 + Math.fma(m, m, m + m);
      e *= e;
      e *= e;
      t[i] = e * e;
    }
  }

  /**
   * log(1 + e) of numbers from 0 to 1, within 3e-7 of the value, relative: 2 artanh(e / (2 + e)).
   *
   * @param target receives them
   */
  public static void log1p(float[] e, float[] target, int n) {
    for (int i = 0; i < n; i++) {
      target[i] = e[i] / (2 + e[i]);
    }
    for (int i = 0; i < n; i++) {
      float s = target[i];
      float q = s * s;
      float p = Math.fma(q, 1 / 15f, 1 / 13f);
      p = Math.fma(q, p, 1 / 11f);
      p = Math.fma(q, p, 1 / 9f);
      p = Math.fma(q, p, 1 / 7f);
      p = Math.fma(q, p, 1 / 5f);
      p = Math.fma(q, p, 1 / 3f);
      target[i] = 2 * Math.fma(s * q, p, s);
    }
  }

  /** exp(-|a|), as {@link #exp}. */
  public static void expOfMinusAbs(float[] a, float[] target, int n) {
    for (int i = 0; i < n; i++) {
      target[i] = -Math.abs(a[i]);
    }
    exp(target, n);
  }

  /**
   * 1 / (1 + exp(-a)).
   *
   * @param e exp(-|a|)
   * @param target receives it
   */
  public static void sigmoid(float[] a, float[] e, float[] target, int n) {
    step(a, target, n);
    for (int i = 0; i < n; i++) {
      target[i] = Math.max(e[i], target[i]) / (1 + e[i]);
    }
  }

  /** Adds max(a, 0). */
  public static void addPositivePart(float[] sum, float[] a, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += Math.max(a[i], 0);
    }
  }

  /** Adds other numbers. */
  public static void add(float[] sum, float[] values, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += values[i];
    }
  }

  /** 1 where a is positive, else 0. */
  public static void step(float[] a, float[] target, int n) {
    for (int i = 0; i < n; i++) {
      target[i] = Math.min(1, Math.max(0, a[i] * TO_STEP));
    }
  }

  /** The sum, by halves in a fixed order; overwrites the array. */
  public static double sum(float[] values, int n) {
    int length = n;
    while (length > 1) {
      int half = length / 2;
      int rest = length - half;
      addTail(values, half, rest);
      length = rest;
    }
    return n == 0 ? 0 : values[0];
  }

  private static void addTail(float[] values, int half, int rest) {
    for (int i = 0; i < half; i++) {
      values[i] += values[rest + i];
    }
  }

  /** exp(t / 16) - 1 in place. */
  private static void expm1OfSixteenth(float[] t, int n) {
    for (int i = 0; i < n; i++) {
      float u = Math.max(t[i], LEAST_EXPONENT) * (1 / 128f);
      float p = Math.fma(u, 1 / 720f, 1 / 120f);
      p = Math.fma(u, p, 1 / 24f);
      p = Math.fma(u, p, 1 / 6f);
      p = Math.fma(u, p, 1 / 2f);
      t[i] = Math.fma(u * u, p, u);
    }
    for (int i = 0; i < n; i++) {
      float m = t[i];
      m = Math.fma(m, m, m + m);
      m = Math.fma(m, m, m + m);
      t[i] = Math.fma(m, m, m + m);
    }
  }
}
