package dev.elbo.vae.likelihood;

import dev.elbo.distribution.Noise;
import java.util.List;
import java.util.Optional;

/**
 * Gaussian with mean and variance from the decoder (Kingma and Welling 2014, appendix C.2). The
 * log-variance is bounded below by {@value #FLOOR} through a softplus, so that a feature that is
 * always right does not drive the density to infinity.
 */
public record LearnedGaussian() implements ColumnLikelihood {
  /** The least log-variance: a standard deviation of 0.018. */
  static final double FLOOR = -8;

  @Override
  public String name() {
    return "gaussian";
  }

  @Override
  public List<Head> heads() {
    return List.of(new Head("mean", 1), new Head("log-variance", 1));
  }

  @Override
  public Support support() {
    return Support.REAL;
  }

  @Override
  public double logDensity(double x, double[] theta, double[] gradient) {
    double error = x - theta[0];
    double logVariance = Links.above(FLOOR, theta[1]);
    double precision = Math.exp(-logVariance);
    gradient[0] = error * precision;
    gradient[1] = 0.5 * (error * error * precision - 1) * Links.slopeAbove(FLOOR, theta[1]);
    return -0.5 * (Gaussian.LOG_TWO_PI + logVariance + error * error * precision);
  }

  @Override
  public double ceiling(double x, double[] theta) {
    return -0.5 * (Gaussian.LOG_TWO_PI + Links.above(FLOOR, theta[1]));
  }

  @Override
  public double mean(double[] theta) {
    return theta[0];
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    return theta[0] + Math.exp(0.5 * Links.above(FLOOR, theta[1])) * noise.gaussian(0);
  }

  @Override
  public Optional<LaneLikelihood> lanes(int features) {
    return Optional.of(new LearnedGaussianLanes(features));
  }
}
