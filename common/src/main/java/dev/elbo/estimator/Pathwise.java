package dev.elbo.estimator;

import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Reparameterized;

/**
 * The reparameterization trick: the mean of df/dz dz/dtheta (Kingma and Welling 2014; implicit
 * gradients: Figurnov, Mohamed, Mnih 2018). Unbiased where f is continuous; a step of f goes
 * unseen.
 *
 * @param family whose draws have a gradient
 */
public record Pathwise(Reparameterized family) implements Estimator {

  @Override
  public String name() {
    return "pathwise";
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
    double[][] result = new double[draw.samples()][theta.length];
    for (int k = 0; k < result.length; k++) {
      family.addPathwise(theta, draw.points()[k], draw.noise().at(k), gradients[k], result[k]);
    }
    return result;
  }
}
