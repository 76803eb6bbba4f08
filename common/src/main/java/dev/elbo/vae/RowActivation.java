package dev.elbo.vae;

import dev.elbo.vae.lane.Lanes;

/** An activation over rows of floats. It keeps scratch memory: one thread at a time. */
abstract class RowActivation {
  private static final float LEAK = 0.01f;
  private static final float GELU_SCALE = (float) Math.sqrt(2 / Math.PI);
  private static final float GELU_CUBE = 0.044715f;

  static RowActivation of(Activation activation, int width) {
    return switch (activation) {
      case RELU -> new Leaky(width, 0);
      case LEAKY_RELU -> new Leaky(width, LEAK);
      case TANH -> new Tanh(width);
      case ELU -> new Elu(width);
      case SOFTPLUS -> new Softplus(width);
      case GELU -> new Gelu(width);
      case IDENTITY -> new Identity();
    };
  }

  /** True if the derivative is computed from a, not from f(a). */
  boolean keepsInput() {
    return false;
  }

  /** f(a), in place. */
  abstract void apply(float[] a, int n);

  /**
   * d f'(a), in place.
   *
   * @param kept f(a), or a if that is kept
   */
  abstract void differentiate(float[] d, float[] kept, int n);

  private static final class Identity extends RowActivation {
    @Override
    void apply(float[] a, int n) {}

    @Override
    void differentiate(float[] d, float[] kept, int n) {}
  }

  /** Relu is the one that leaks nothing; its derivative at the kink is 0. */
  private static final class Leaky extends RowActivation {
    private final float leak;
    private final float[] positive;

    Leaky(int width, float leak) {
      this.leak = leak;
      this.positive = new float[width];
    }

    @Override
    void apply(float[] a, int n) {
      float slope = leak;
      for (int i = 0; i < n; i++) {
        a[i] = Math.max(a[i], slope * a[i]);
      }
    }

    @Override
    void differentiate(float[] d, float[] kept, int n) {
      float slope = leak;
      float[] step = positive;
      Lanes.step(kept, step, n);
      for (int i = 0; i < n; i++) {
        d[i] *= Math.max(step[i], slope);
      }
    }
  }

  /** From |a|, where exp cannot overflow: tanh |a| = -m / (2 + m), m = exp(-2 |a|) - 1. */
  private static final class Tanh extends RowActivation {
    private final float[] m;
    private final float[] positive;

    Tanh(int width) {
      this.m = new float[width];
      this.positive = new float[width];
    }

    @Override
    void apply(float[] a, int n) {
      float[] e = m;
      float[] step = positive;
      Lanes.step(a, step, n);
      for (int i = 0; i < n; i++) {
        e[i] = -2 * Math.abs(a[i]);
      }
      Lanes.expm1(e, n);
      for (int i = 0; i < n; i++) {
        a[i] = (1 - 2 * step[i]) * e[i] / (2 + e[i]);
      }
    }

    @Override
    void differentiate(float[] d, float[] kept, int n) {
      for (int i = 0; i < n; i++) {
        d[i] *= Math.fma(-kept[i], kept[i], 1);
      }
    }
  }

  private static final class Elu extends RowActivation {
    private final float[] m;

    Elu(int width) {
      this.m = new float[width];
    }

    @Override
    void apply(float[] a, int n) {
      float[] e = m;
      for (int i = 0; i < n; i++) {
        e[i] = Math.min(a[i], 0);
      }
      Lanes.expm1(e, n);
      for (int i = 0; i < n; i++) {
        a[i] = Math.max(a[i], 0) + e[i];
      }
    }

    @Override
    void differentiate(float[] d, float[] kept, int n) {
      for (int i = 0; i < n; i++) {
        d[i] *= 1 + Math.min(kept[i], 0);
      }
    }
  }

  /** Its derivative is a sigmoid, which is 1 - exp(-f(a)). */
  private static final class Softplus extends RowActivation {
    private final float[] e;
    private final float[] log;

    Softplus(int width) {
      this.e = new float[width];
      this.log = new float[width];
    }

    @Override
    void apply(float[] a, int n) {
      Lanes.expOfMinusAbs(a, e, n);
      Lanes.log1p(e, log, n);
      Lanes.addPositivePart(log, a, n);
      System.arraycopy(log, 0, a, 0, n);
    }

    @Override
    void differentiate(float[] d, float[] kept, int n) {
      float[] m = e;
      for (int i = 0; i < n; i++) {
        m[i] = -kept[i];
      }
      Lanes.expm1(m, n);
      for (int i = 0; i < n; i++) {
        d[i] *= -m[i];
      }
    }
  }

  private static final class Gelu extends RowActivation {
    /** Beyond it the tanh is 1 to the last bit, and its argument would overflow. */
    private static final float END = 10;

    private final RowActivation tanh;
    private final float[] within;
    private final float[] t;

    Gelu(int width) {
      this.tanh = new Tanh(width);
      this.within = new float[width];
      this.t = new float[width];
    }

    @Override
    boolean keepsInput() {
      return true;
    }

    @Override
    void apply(float[] a, int n) {
      float[] inner = t;
      tanhOfInner(a, n);
      for (int i = 0; i < n; i++) {
        a[i] = 0.5f * a[i] * (1 + inner[i]);
      }
    }

    @Override
    void differentiate(float[] d, float[] kept, int n) {
      float[] inner = t;
      float[] bounded = within;
      tanhOfInner(kept, n);
      for (int i = 0; i < n; i++) {
        float a = bounded[i];
        float slope = GELU_SCALE * Math.fma(3 * GELU_CUBE * a, a, 1);
        float sech2 = Math.fma(-inner[i], inner[i], 1);
        d[i] *= 0.5f * (1 + inner[i] + a * sech2 * slope);
      }
    }

    private void tanhOfInner(float[] a, int n) {
      float[] inner = t;
      float[] bounded = within;
      for (int i = 0; i < n; i++) {
        bounded[i] = Math.max(-END, Math.min(END, a[i]));
      }
      for (int i = 0; i < n; i++) {
        float b = bounded[i];
        inner[i] = GELU_SCALE * Math.fma(GELU_CUBE * b * b, b, b);
      }
      tanh.apply(inner, n);
    }
  }
}
