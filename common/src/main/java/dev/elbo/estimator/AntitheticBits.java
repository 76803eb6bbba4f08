package dev.elbo.estimator;

import dev.elbo.distribution.Family;
import dev.elbo.distribution.Noise;

/**
 * Estimators from pairs of bit vectors, one of the uniform numbers u and one of 1 - u. A sample is
 * a pair: it costs two evaluations of f, and both count for the value of the objective.
 */
abstract class AntitheticBits implements Estimator {
  private final Bits bits;

  AntitheticBits(Family family) {
    this.bits = Bits.of(family, name());
  }

  /**
   * What f(b) - f(b') is multiplied with.
   *
   * @param u the uniform number of this bit
   * @param difference of this bit, b_i - b'_i
   */
  abstract double factor(double logit, double u, double difference);

  @Override
  public Family family() {
    return bits.family();
  }

  @Override
  public boolean needsGradient() {
    return false;
  }

  @Override
  public Draw draw(double[] theta, int samples, Noise noise) {
    Draw.check(this, samples);
    bits.family().check(theta);
    double[][] points = new double[2 * samples][bits.count()];
    for (int k = 0; k < samples; k++) {
      for (int i = 0; i < bits.count(); i++) {
        double logistic = bits.logistic(noise.at(k), i);
        points[2 * k][i] = theta[i] + logistic > 0 ? 1 : 0;
        points[2 * k + 1][i] = theta[i] - logistic > 0 ? 1 : 0;
      }
    }
    return new Draw(theta, samples, noise, points, Draw.even(points.length));
  }

  @Override
  public double[][] contributions(Draw draw, double[] values, double[][] gradients) {
    double[][] result = new double[draw.samples()][bits.count()];
    for (int k = 0; k < result.length; k++) {
      Noise noise = draw.noise().at(k);
      double[] b = draw.points()[2 * k];
      double[] opposite = draw.points()[2 * k + 1];
      double rise = values[2 * k] - values[2 * k + 1];
      for (int i = 0; i < bits.count(); i++) {
        double u = bits.uniform(noise, i);
        result[k][i] = rise * factor(draw.theta()[i], u, b[i] - opposite[i]);
      }
    }
    return result;
  }
}
