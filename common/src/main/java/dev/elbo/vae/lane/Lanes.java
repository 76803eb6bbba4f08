package dev.elbo.vae.lane;

/** Exponentials, logarithms and sums of the first n numbers of an array. */
public final class Lanes {
  /** Below it exp is denormal: there exp is that of the bound, 6e-39. */
  private static final float LEAST_EXPONENT = -88;

  /** A number above it, times this, is at least 1. */
  private static final float TO_STEP = Float.MAX_VALUE;

  private static final int PARTS = 8;

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
      float p = Math.fma(q, 1 / 13f, 1 / 11f);
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
    for (int i = 0; i < n; i++) {
      float step = Math.min(1, (0.5f * a[i] + 0.5f * Math.abs(a[i])) * TO_STEP);
      // e where a is negative, else 1.
      target[i] = Math.fma(e[i], 1 - step, step) / (1 + e[i]);
    }
  }

  /** Adds max(a, 0), which is a / 2 + |a| / 2: a maximum has to care for NaN and costs more. */
  public static void addPositivePart(float[] sum, float[] a, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += 0.5f * a[i] + 0.5f * Math.abs(a[i]);
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
      target[i] = Math.min(1, (0.5f * a[i] + 0.5f * Math.abs(a[i])) * TO_STEP);
    }
  }

  /** The sum, in eight parts: one addition need not wait for the other. */
  public static double sum(float[] values, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int whole = n & -PARTS;
    for (int i = 0; i < whole; i += PARTS) {
      s0 += values[i];
      s1 += values[i + 1];
      s2 += values[i + 2];
      s3 += values[i + 3];
      s4 += values[i + 4];
      s5 += values[i + 5];
      s6 += values[i + 6];
      s7 += values[i + 7];
    }
    double rest = 0;
    for (int i = whole; i < n; i++) {
      rest += values[i];
    }
    return rest + s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
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
