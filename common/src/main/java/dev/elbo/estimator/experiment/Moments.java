package dev.elbo.estimator.experiment;

/**
 * Mean and variance of a stream of numbers, with their standard errors, in constant memory (the
 * updates of central moments up to the fourth of Pebay 2008).
 */
final class Moments {
  private long count;
  private double mean;
  private double m2;
  private double m3;
  private double m4;

  void add(double x) {
    long before = count++;
    double n = count;
    double delta = x - mean;
    double step = delta / n;
    double square = step * step;
    double term = delta * step * before;
    mean += step;
    m4 += term * square * (n * n - 3 * n + 3) + 6 * square * m2 - 4 * step * m3;
    m3 += term * step * (n - 2) - 3 * step * m2;
    m2 += term;
  }

  long count() {
    return count;
  }

  double mean() {
    return mean;
  }

  /** Unbiased; 0 of fewer than two numbers. */
  double variance() {
    return count < 2 ? 0 : m2 / (count - 1);
  }

  /** The standard error of the mean. */
  double standardError() {
    return Math.sqrt(variance() / count);
  }

  /** The standard error of the variance, from the fourth moment. */
  double varianceError() {
    double biased = m2 / count;
    return Math.sqrt(Math.max(0, m4 / count - biased * biased) / count);
  }
}
