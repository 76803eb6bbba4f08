package dev.elbo.optim;

/**
 * The loops of {@link LaneRule}. They become vector instructions since every array is read at the
 * loop's own index and no body branches; each operation rounds the same way in any code.
 */
final class RuleLoops {
  /**
   * Added and taken away again, it rounds to a multiple of the least normal number: decaying
   * moments would else end as denormal numbers, which cost a hundred times more.
   */
  private static final float FLUSH = 0x1p-103f;

  /** What adamax adds to u, as ND4J does. */
  private static final float ADAMAX_EPSILON = 1e-32f;

  private RuleLoops() {}

  /** x - factor g. */
  static void subtract(float[] x, float[] g, float factor, int n) {
    for (int i = 0; i < n; i++) {
      x[i] -= factor * g[i];
    }
  }

  /** v' = mu v - r g; x + mu v' - r g, which is x - (mu v - (1 + mu) v'). */
  static void nesterovs(float[] x, float[] g, float[] v, float mu, float rate, int n) {
    for (int i = 0; i < n; i++) {
      float before = mu * v[i];
      float now = (before - rate * g[i] + FLUSH) - FLUSH;
      v[i] = now;
      x[i] -= before - (1 + mu) * now;
    }
  }

  /** All of adam and adamw in one pass. */
  static void adam(
      float[] x,
      float[] g,
      float[] m,
      float[] v,
      Decay first,
      Decay second,
      float alpha,
      float epsilon,
      float shrink,
      int n) {
    float keepM = first.keep();
    float addM = first.add();
    float keepV = second.keep();
    float addV = second.add();
    for (int i = 0; i < n; i++) {
      float mi = (keepM * m[i] + addM * g[i] + FLUSH) - FLUSH;
      float vi = (keepV * v[i] + addV * (g[i] * g[i]) + FLUSH) - FLUSH;
      m[i] = mi;
      v[i] = vi;
      x[i] = shrink * x[i] - alpha * mi / ((float) Math.sqrt(vi) + epsilon);
    }
  }

  /** m' = beta m + (1 - beta) g. */
  static void decay(float[] m, float[] g, Decay decay, int n) {
    float keep = decay.keep();
    float add = decay.add();
    for (int i = 0; i < n; i++) {
      m[i] = (keep * m[i] + add * g[i] + FLUSH) - FLUSH;
    }
  }

  /** v' = beta v + (1 - beta) g^2. */
  static void decaySquare(float[] v, float[] g, Decay decay, int n) {
    float keep = decay.keep();
    float add = decay.add();
    for (int i = 0; i < n; i++) {
      v[i] = (keep * v[i] + add * (g[i] * g[i]) + FLUSH) - FLUSH;
    }
  }

  /** v + g^2. */
  static void addSquare(float[] v, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      v[i] += g[i] * g[i];
    }
  }

  /** The greater of both. */
  static void raise(float[] greatest, float[] v, int n) {
    for (int i = 0; i < n; i++) {
      greatest[i] = Math.max(greatest[i], v[i]);
    }
  }

  /** x - alpha m / (sqrt(v) + epsilon). */
  static void descend(float[] x, float[] m, float[] v, float alpha, float epsilon, int n) {
    for (int i = 0; i < n; i++) {
      x[i] -= alpha * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
    }
  }

  /** u' = max(beta u, |g|) + 1e-32; x - alpha m / u'. */
  static void adamax(float[] x, float[] g, float[] m, float[] u, Decay decay, float alpha, int n) {
    float keep = decay.keep();
    for (int i = 0; i < n; i++) {
      float ui = Math.max(keep * u[i], Math.abs(g[i])) + ADAMAX_EPSILON;
      u[i] = ui;
      x[i] -= alpha * m[i] / ui;
    }
  }

  /** Nadam's look ahead, beta m + (1 - beta) g, in the place of g. */
  static void lookAhead(float[] g, float[] m, Decay decay, int n) {
    float keep = decay.keep();
    float add = decay.add();
    for (int i = 0; i < n; i++) {
      g[i] = keep * m[i] + add * g[i];
    }
  }

  /** g sqrt(d + epsilon) / sqrt(v + epsilon), in the place of g. */
  static void adadelta(float[] g, float[] v, float[] d, float epsilon, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] * (float) Math.sqrt(d[i] + epsilon) / (float) Math.sqrt(v[i] + epsilon);
    }
  }
}
