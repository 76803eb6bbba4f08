package dev.elbo.estimator;

import dev.elbo.distribution.Noise;
import java.util.Optional;

/**
 * An estimate of d/dtheta E[f(z)].
 *
 * @param gradient [parameters]
 * @param variance of the gradient, [parameters]: that of the contributions divided by K, with K - 1
 *     degrees of freedom; empty for one sample. Exact in expectation where contributions are
 *     independent; those of baselines made of the other samples are not, there it is near for large
 *     K, and {@link Replications} measures it
 * @param value of the objective, such as E[f], from the same points
 */
public record Estimate(double[] gradient, Optional<double[]> variance, double value) {

  /**
   * Draws, evaluates, estimates.
   *
   * @param samples K, at least {@link Estimator#leastSamples}
   * @param noise a key of this estimate alone
   */
  public static Estimate of(
      Estimator estimator, double[] theta, Integrand integrand, int samples, Noise noise) {
    Draw draw = estimator.draw(theta, samples, noise);
    int count = draw.points().length;
    double[] values = new double[count];
    double[][] gradients =
        new double[count][estimator.needsGradient() ? draw.points()[0].length : 0];
    for (int i = 0; i < count; i++) {
      values[i] = integrand.value(draw.points()[i]);
      if (estimator.needsGradient()) {
        integrand.gradient(draw.points()[i], gradients[i]);
      }
    }
    double[][] contributions = estimator.contributions(draw, values, gradients);
    return new Estimate(
        mean(contributions), variance(contributions), estimator.value(draw, values));
  }

  private static double[] mean(double[][] contributions) {
    double[] mean = new double[contributions[0].length];
    for (double[] one : contributions) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += one[j] / contributions.length;
      }
    }
    return mean;
  }

  private static Optional<double[]> variance(double[][] contributions) {
    int samples = contributions.length;
    if (samples < 2) {
      return Optional.empty();
    }
    double[] variance = new double[contributions[0].length];
    for (int j = 0; j < variance.length; j++) {
      Moments moments = new Moments();
      for (double[] one : contributions) {
        moments.add(one[j]);
      }
      variance[j] = moments.variance() / samples;
    }
    return Optional.of(variance);
  }
}
