package dev.elbo.distribution;

/**
 * Two normal numbers from two uniform ones (Box and Muller 1958), over arrays: sqrt(-2 log u) times
 * cosine and sine of 2 pi v. The trigonometric part is a polynomial in loops that become vector
 * instructions; it is within a few last digits of 1 and its bits never depend on what the compiler
 * did.
 */
final class BoxMuller {
  private BoxMuller() {}

  /**
   * Turns uniform numbers into normal ones, in place.
   *
   * @param u in (0, 1); receives the first number of each pair
   * @param v in (0, 1); receives the second
   */
  static void transform(double[] u, double[] v, int n) {
    double[] sine = new double[n];
    for (int i = 0; i < n; i++) {
      u[i] = Math.log(u[i]);
    }
    for (int i = 0; i < n; i++) {
      u[i] = Math.sqrt(-2 * u[i]);
    }
    // Of half the angle, shifted by half a turn: from -pi/2 to pi/2.
    for (int i = 0; i < n; i++) {
      v[i] = Math.PI * (v[i] - 0.5);
    }
    sine(v, sine, n);
    cosine(v, n);
    for (int i = 0; i < n; i++) {
      double radius = u[i];
      // Half a turn changes both signs: -cos 2a = 2 sin^2 a - 1, -sin 2a = -2 sin a cos a.
      u[i] = radius * Math.fma(2 * sine[i], sine[i], -1);
      v[i] = radius * (-2 * sine[i] * v[i]);
    }
  }

  /** sin a for |a| up to pi/2; the first term left out is 1e-18. */
  private static void sine(double[] a, double[] target, int n) {
    for (int i = 0; i < n; i++) {
      double q = a[i] * a[i];
      double p = Math.fma(q, 1.0 / 51090942171709440000.0, -1.0 / 121645100408832000.0);
      p = Math.fma(q, p, 1.0 / 355687428096000.0);
      p = Math.fma(q, p, -1.0 / 1307674368000.0);
      p = Math.fma(q, p, 1.0 / 6227020800.0);
      p = Math.fma(q, p, -1.0 / 39916800.0);
      p = Math.fma(q, p, 1.0 / 362880.0);
      p = Math.fma(q, p, -1.0 / 5040.0);
      p = Math.fma(q, p, 1.0 / 120.0);
      p = Math.fma(q, p, -1.0 / 6.0);
      target[i] = Math.fma(q * a[i], p, a[i]);
    }
  }

  /** cos a in place, for |a| up to pi/2; the first term left out is 1e-19. */
  private static void cosine(double[] a, int n) {
    for (int i = 0; i < n; i++) {
      double q = a[i] * a[i];
      double p = Math.fma(q, -1.0 / 1.1240007277776077e21, 1.0 / 2432902008176640000.0);
      p = Math.fma(q, p, -1.0 / 6402373705728000.0);
      p = Math.fma(q, p, 1.0 / 20922789888000.0);
      p = Math.fma(q, p, -1.0 / 87178291200.0);
      p = Math.fma(q, p, 1.0 / 479001600.0);
      p = Math.fma(q, p, -1.0 / 3628800.0);
      p = Math.fma(q, p, 1.0 / 40320.0);
      p = Math.fma(q, p, -1.0 / 720.0);
      p = Math.fma(q, p, 1.0 / 24.0);
      p = Math.fma(q, p, -0.5);
      a[i] = Math.fma(q, p, 1);
    }
  }
}
