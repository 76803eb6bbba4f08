package dev.elbo.estimator;

import dev.elbo.distribution.Noise;

/** The same estimate many times with independent noise: what its mean and variance really are. */
public final class Replications {
  private final int repeats;
  private final Moments[] gradient;
  private final Moments value = new Moments();

  private Replications(int repeats, int parameters) {
    this.repeats = repeats;
    this.gradient = new Moments[parameters];
    for (int j = 0; j < parameters; j++) {
      gradient[j] = new Moments();
    }
  }

  /**
   * Estimates again and again.
   *
   * @param samples K of each estimate
   * @param repeats how many estimates, at least 2
   * @param noise a key; estimate r draws from {@code noise.at(r)}
   */
  public static Replications of(
      Estimator estimator,
      double[] theta,
      Integrand integrand,
      int samples,
      int repeats,
      Noise noise) {
    if (repeats < 2) {
      throw new IllegalArgumentException(
          "Cannot measure a variance: [%d] estimates are too few. Give 2 or more."
              .formatted(repeats));
    }
    Replications result = new Replications(repeats, theta.length);
    for (int r = 0; r < repeats; r++) {
      Estimate estimate = Estimate.of(estimator, theta, integrand, samples, noise.at(r));
      for (int j = 0; j < theta.length; j++) {
        result.gradient[j].add(estimate.gradient()[j]);
      }
      result.value.add(estimate.value());
    }
    return result;
  }

  /** How many estimates there were. */
  public int repeats() {
    return repeats;
  }

  /** The mean of the estimates of d/dtheta_j. */
  public double mean(int j) {
    return gradient[j].mean();
  }

  /** The variance of one estimate of d/dtheta_j; times K it is that of one sample. */
  public double variance(int j) {
    return gradient[j].variance();
  }

  /** The standard error of {@link #mean}. */
  public double standardError(int j) {
    return gradient[j].standardError();
  }

  /** The standard error of {@link #variance}, from the fourth moment. */
  public double varianceStandardError(int j) {
    return gradient[j].varianceStandardError();
  }

  /** The mean of the estimates of the objective. */
  public double value() {
    return value.mean();
  }

  /** The standard error of {@link #value}. */
  public double valueStandardError() {
    return value.standardError();
  }
}
