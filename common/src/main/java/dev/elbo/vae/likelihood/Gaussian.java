package dev.elbo.vae.likelihood;

import dev.elbo.distribution.Noise;
import java.util.List;
import java.util.Optional;

/**
 * Gaussian with the mean from the decoder and one variance: log p = -1/2 (log 2 pi v + (x - m)^2 /
 * v).
 *
 * @param variance positive
 */
public record Gaussian(double variance) implements ColumnLikelihood {
  static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  public Gaussian {
    if (!(variance > 0)) {
      throw new IllegalArgumentException(
          "Cannot build a Gaussian likelihood: its variance is [%s]. Give a positive number."
              .formatted(variance));
    }
  }

  @Override
  public String name() {
    return "gaussian";
  }

  @Override
  public List<Head> heads() {
    return List.of(new Head("mean", 1));
  }

  @Override
  public Support support() {
    return Support.REAL;
  }

  @Override
  public double logDensity(double x, double[] theta, double[] gradient) {
    double error = x - theta[0];
    gradient[0] = error / variance;
    return -0.5 * (LOG_TWO_PI + Math.log(variance) + error * error / variance);
  }

  @Override
  public double ceiling(double x, double[] theta) {
    return -0.5 * (LOG_TWO_PI + Math.log(variance));
  }

  @Override
  public double mean(double[] theta) {
    return theta[0];
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    return theta[0] + Math.sqrt(variance) * noise.gaussian(0);
  }

  @Override
  public Optional<LaneLikelihood> lanes(int features) {
    return Optional.of(new GaussianLanes(variance, features));
  }
}
