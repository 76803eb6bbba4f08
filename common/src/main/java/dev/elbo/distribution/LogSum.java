package dev.elbo.distribution;

/** log sum_k exp(a_k) without overflow. */
public final class LogSum {
  private LogSum() {}

  /**
   * The logarithm of a sum of exponentials.
   *
   * @param a at least one number; minus infinity is a term of 0
   */
  public static double of(double[] a) {
    double most = a[0];
    for (double value : a) {
      most = Math.max(most, value);
    }
    if (Double.isInfinite(most)) {
      return most;
    }
    double sum = 0;
    for (double value : a) {
      sum += Math.exp(value - most);
    }
    return most + Math.log(sum);
  }
}
