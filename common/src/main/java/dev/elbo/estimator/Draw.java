package dev.elbo.estimator;

import dev.elbo.distribution.Family;
import dev.elbo.distribution.Noise;
import java.util.Arrays;

/**
 * The points at which an estimator wants the integrand.
 *
 * @param theta the parameters that they were drawn from
 * @param samples how many samples K the estimate is a mean of
 * @param noise the key that they were drawn with
 * @param points [points, size of z]
 * @param weights [points]: sum_i weights_i f(points_i) estimates E[f]; also the weights of the
 *     gradient in f's own parameters. They sum to 1; 0 for a point that only a control variate
 *     needs
 */
public record Draw(double[] theta, int samples, Noise noise, double[][] points, double[] weights) {

  /** K plain draws of {@code family}, sample k from {@code noise.at(k)}, that weigh the same. */
  static Draw plain(Estimator estimator, Family family, double[] theta, int samples, Noise noise) {
    check(estimator, samples);
    double[][] points = new double[samples][family.size()];
    for (int k = 0; k < samples; k++) {
      family.sample(theta, noise.at(k), points[k]);
    }
    return new Draw(theta, samples, noise, points, even(samples));
  }

  /** Refuses fewer samples than the estimator works with. */
  static void check(Estimator estimator, int samples) {
    if (samples < estimator.leastSamples()) {
      throw new IllegalArgumentException(
          "Cannot estimate with %s: [%d] samples are too few. Give %d or more."
              .formatted(estimator.name(), samples, estimator.leastSamples()));
    }
  }

  /** Weights of so many points that count the same. */
  static double[] even(int count) {
    double[] weights = new double[count];
    Arrays.fill(weights, 1.0 / count);
    return weights;
  }
}
