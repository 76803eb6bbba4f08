package dev.elbo.distribution;

/** The gap x - ln(1 + x) between a logarithm and its tangent, which a difference of both loses. */
final class LogGap {
  private static final double SERIES_WITHIN = 0.5;

  private LogGap() {}

  /** x - ln(1 + x), x &gt; -1; with r = x / (2 + x) it is x r - 2 (r^3/3 + r^5/5 + ...). */
  static double of(double x) {
    if (Math.abs(x) > SERIES_WITHIN) {
      return x - Math.log1p(x);
    }
    double r = x / (2 + x);
    double square = r * r;
    double power = r * square;
    double sum = 0;
    for (int k = 3; ; k += 2) {
      double next = sum + power / k;
      if (next == sum) {
        return x * r - 2 * sum;
      }
      sum = next;
      power *= square;
    }
  }
}
