package dev.elbo.vae.likelihood;

import dev.elbo.distribution.Noise;
import java.util.List;

/**
 * Laplace with location m and scale b from the decoder: log p = -log 2 b - |x - m| / b. The
 * objective is an absolute error, which few odd values do not lead. log b is bounded below by
 * {@value #FLOOR} through a softplus.
 */
public record Laplace() implements ColumnLikelihood {
  /** The least log-scale: as the least deviation of {@link LearnedGaussian}. */
  static final double FLOOR = -4;

  @Override
  public String name() {
    return "laplace";
  }

  @Override
  public List<Head> heads() {
    return List.of(new Head("location", 1), new Head("log-scale", 1));
  }

  @Override
  public Support support() {
    return Support.REAL;
  }

  /** The derivative in the location at x = m, where there is none, is 0. */
  @Override
  public double logDensity(double x, double[] theta, double[] gradient) {
    double error = x - theta[0];
    double logScale = Links.above(FLOOR, theta[1]);
    double inverse = Math.exp(-logScale);
    gradient[0] = Math.signum(error) * inverse;
    gradient[1] = (Math.abs(error) * inverse - 1) * Links.slopeAbove(FLOOR, theta[1]);
    return -Math.log(2) - logScale - Math.abs(error) * inverse;
  }

  @Override
  public double ceiling(double x, double[] theta) {
    return -Math.log(2) - Links.above(FLOOR, theta[1]);
  }

  @Override
  public double mean(double[] theta) {
    return theta[0];
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    double u = noise.uniform(0);
    double standard = u < 0.5 ? Math.log(2 * u) : -Math.log(2 * (1 - u));
    return theta[0] + Math.exp(Links.above(FLOOR, theta[1])) * standard;
  }
}
