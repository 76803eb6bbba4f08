package dev.elbo.distribution;

/** log(a / b) of positive numbers. */
final class LogRatio {
  private LogRatio() {}

  /** To a rounding of the result where a is near b, without overflow where they are far apart. */
  static double of(double a, double b) {
    return a > 0.5 * b && 0.5 * a < b ? Math.log1p((a - b) / b) : Math.log(a) - Math.log(b);
  }
}
