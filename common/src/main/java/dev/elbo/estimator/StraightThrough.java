package dev.elbo.estimator;

import dev.elbo.distribution.Family;
import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Relaxation;
import dev.elbo.distribution.Reparameterized;

/**
 * Straight-through for bits and categories (Hinton 2012; Bengio, Leonard, Courville 2013): z = p +
 * stop-gradient(b - p), a hard z forward and the derivative of its mean p backward, df/dz
 * dp/dtheta.
 *
 * <p><b>Biased</b>, unless f is linear in z: it takes the slope of f at b for the rise from one
 * value of the bit to the other. For E[b^2] of one bit the gradient in p is 2p instead of 1.
 *
 * @param family a bernoulli or a categorical, or independent ones
 */
public record StraightThrough(Family family) implements Estimator {
  public StraightThrough {
    // Refuses what has no p of this kind.
    Relaxation.of(family, 1);
  }

  @Override
  public String name() {
    return "straight-through";
  }

  @Override
  public boolean needsGradient() {
    return true;
  }

  @Override
  public Draw draw(double[] theta, int samples, Noise noise) {
    return Draw.plain(this, family, theta, samples, noise);
  }

  @Override
  public double[][] contributions(Draw draw, double[] values, double[][] gradients) {
    double[] theta = draw.theta();
    // The mean is the relaxed z at temperature 1 without noise, with the same derivative.
    double[] mean = family.mean(theta).orElseThrow();
    double[][] result = new double[draw.samples()][theta.length];
    Reparameterized relaxed = Relaxation.of(family, 1);
    for (int k = 0; k < result.length; k++) {
      relaxed.addPathwise(theta, mean, draw.noise().at(k), gradients[k], result[k]);
    }
    return result;
  }
}
