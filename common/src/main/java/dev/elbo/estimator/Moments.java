package dev.elbo.estimator;

/** Mean and central moments of numbers that pass by once (Terriberry 2007, Pebay 2008). */
public final class Moments {
  private long count;
  private double mean;
  private double second;
  private double third;
  private double fourth;

  /** Takes one number. */
  public void add(double value) {
    long before = count++;
    double delta = value - mean;
    double share = delta / count;
    double square = share * share;
    double term = delta * share * before;
    mean += share;
    fourth +=
        term * square * ((double) count * count - 3.0 * count + 3)
            + 6 * square * second
            - 4 * share * third;
    third += term * share * (count - 2) - 3 * share * second;
    second += term;
  }

  /** How many numbers there were. */
  public long count() {
    return count;
  }

  /** Their mean. */
  public double mean() {
    return mean;
  }

  /** With count - 1 degrees of freedom; NaN of fewer than two numbers. */
  public double variance() {
    return count < 2 ? Double.NaN : second / (count - 1);
  }

  /** Of {@link #mean}. */
  public double standardError() {
    return Math.sqrt(variance() / count);
  }

  /** Of {@link #variance}: sqrt((m4 - (n - 3) / (n - 1) s^4) / n). */
  public double varianceStandardError() {
    double s = variance();
    double n = count;
    return Math.sqrt(Math.max(0, fourth / n - (n - 3) / (n - 1) * s * s) / n);
  }
}
