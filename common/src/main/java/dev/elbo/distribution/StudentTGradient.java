package dev.elbo.distribution;

/**
 * The implicit gradient of a Student t draw (location 0, scale 1) in its degrees of freedom nu.
 *
 * <p>With t = sqrt(nu) sinh v the density is proportional to cosh(v)^-(nu+1), and the score is
 *
 * <pre>
 *   d log p / d nu = (K(nu) + h(v)) / 2
 *   h = (1 + 1/nu) tanh^2 v - 2 ln cosh v,   K = psi((nu+1)/2) - psi(nu/2) - 1/nu
 * </pre>
 *
 * <p>It is positive around 0 and negative in the tails, so the integral of score times density is
 * taken from 0 to z or from z to infinity. Relative error 2e-14 for nu from 1e-8 to 1e8, while the
 * derivative of I_x(nu/2, 1/2) loses digits in proportion to nu^2.
 */
final class StudentTGradient {
  private static final double FAR = 18;
  private static final double FIRST = 2;
  private static final double LARGE = 40;

  /** Of K at large nu: (4^k - 1) B_2k / k, the coefficient of nu^-2k. */
  private static final double[] K_SERIES = {
    1 / 2.0, -1 / 4.0, 1 / 2.0, -17 / 8.0, 31 / 2.0, -691 / 4.0, 5461 / 2.0
  };

  private StudentTGradient() {}

  /** dz/d nu at z. */
  static double at(double nu, double z) {
    double root = Math.sqrt(nu);
    double v = angle(nu, z);
    if (v == 0) {
      return 0;
    }
    double constant = constant(nu);
    double logCosh = logCosh(v);
    boolean inner = constant + excess(nu, v) > 0;
    double side = inner ? -1 : 1;
    double width = FIRST / Math.max(Math.max(nu * Math.tanh(v), root), 1);
    double integral =
        FallingIntegral.of(
            s -> {
              double at = v + side * s;
              double score = 0.5 * Math.abs(constant + excess(nu, at));
              return score * Math.exp(-nu * (logCosh(at) - logCosh));
            },
            width,
            s -> Math.max(1, 0.5 * (v + side * s)),
            inner ? v : Double.POSITIVE_INFINITY);
    return -Math.signum(z) * Math.hypot(root, z) * integral;
  }

  /** K(nu) = sum of 2 / (x (x+1) (x+2)) over x = nu, nu + 2, ...: positive terms. */
  static double constant(double nu) {
    double sum = 0;
    double x = nu;
    while (x < LARGE) {
      sum += 2 / x / (x + 1) / (x + 2);
      x += 2;
    }
    double square = 1 / x / x;
    double tail = 0;
    for (int k = K_SERIES.length - 1; k >= 0; k--) {
      tail = (tail + K_SERIES[k]) * square;
    }
    return sum + tail;
  }

  /** h: -ln(1 + u) + (1 + 1/nu) u / (1 + u), u = sinh^2 v. */
  static double excess(double nu, double v) {
    double tanh = Math.tanh(v);
    if (v < 1) {
      double sinh = Math.sinh(v);
      double u = sinh * sinh;
      return LogGap.of(u) - u * tanh * tanh + tanh * tanh / nu;
    }
    return (1 + 1 / nu) * tanh * tanh - 2 * logCosh(v);
  }

  private static double logCosh(double v) {
    if (v > FAR) {
      return v - Math.log(2);
    }
    double sinh = Math.sinh(v);
    return 0.5 * Math.log1p(sinh * sinh);
  }

  /** v = asinh(|z| / sqrt(nu)). */
  static double angle(double nu, double z) {
    double x = Math.abs(z) / Math.sqrt(nu);
    return x > 1e8
        ? Math.log(Math.abs(z)) - 0.5 * Math.log(nu) + Math.log(2)
        : Math.log1p(x + x * x / (1 + Math.sqrt(1 + x * x)));
  }
}
