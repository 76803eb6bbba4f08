package dev.elbo.estimator.experiment;

import dev.elbo.distribution.Domain;
import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Parameter;
import dev.elbo.distribution.Reparameterized;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * D independent normal numbers of one scale, of which the first has a mean of its own: what the
 * variance table differentiates. Fast where {@code Independent} would be general: all numbers are
 * drawn at once and the gradient has three entries.
 *
 * <pre>
 *   theta     first (the mean of z_1), others (the mean of z_2 .. z_D), scale &gt; 0
 *   z_i       mean_i + scale * eps_i, eps_i = noise.gaussian(i)
 * </pre>
 */
final class IsotropicNormal implements Reparameterized {
  private static final long serialVersionUID = 1;
  private static final List<Parameter> PARAMETERS =
      List.of(
          Parameter.of("first", Domain.REAL),
          Parameter.of("others", Domain.REAL),
          Parameter.of("scale", Domain.POSITIVE));
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  private final int dimension;

  IsotropicNormal(int dimension) {
    this.dimension = dimension;
  }

  @Override
  public String name() {
    return "isotropic-normal";
  }

  @Override
  public int size() {
    return dimension;
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public void sample(double[] theta, Noise noise, double[] z) {
    check(theta);
    noise.gaussians(z, 0, dimension);
    for (int i = 0; i < dimension; i++) {
      z[i] = mean(theta, i) + theta[2] * z[i];
    }
  }

  @Override
  public double logDensity(double[] theta, double[] z) {
    check(theta);
    double sum = 0;
    for (int i = 0; i < dimension; i++) {
      double e = (z[i] - mean(theta, i)) / theta[2];
      sum -= 0.5 * e * e;
    }
    return sum - dimension * (Math.log(theta[2]) + HALF_LOG_TWO_PI);
  }

  @Override
  public void addScore(double[] theta, double[] z, double weight, double[] gradient) {
    double sum = 0;
    double squares = 0;
    double first = (z[0] - theta[0]) / theta[2];
    for (int i = 1; i < dimension; i++) {
      double e = (z[i] - theta[1]) / theta[2];
      sum += e;
      squares += e * e;
    }
    gradient[0] += weight * first / theta[2];
    gradient[1] += weight * sum / theta[2];
    gradient[2] += weight * (first * first + squares - dimension) / theta[2];
  }

  @Override
  public void addSlope(double[] theta, double[] z, double weight, double[] gradient) {
    for (int i = 0; i < dimension; i++) {
      gradient[i] -= weight * (z[i] - mean(theta, i)) / (theta[2] * theta[2]);
    }
  }

  @Override
  public void addPathwise(
      double[] theta, double[] z, Noise noise, double[] cotangent, double[] gradient) {
    for (int i = 0; i < dimension; i++) {
      gradient[i == 0 ? 0 : 1] += cotangent[i];
      gradient[2] += cotangent[i] * (z[i] - mean(theta, i)) / theta[2];
    }
  }

  @Override
  public Optional<double[]> mean(double[] theta) {
    check(theta);
    double[] mean = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      mean[i] = mean(theta, i);
    }
    return Optional.of(mean);
  }

  @Override
  public Optional<double[]> variance(double[] theta) {
    check(theta);
    double[] variance = new double[dimension];
    Arrays.fill(variance, theta[2] * theta[2]);
    return Optional.of(variance);
  }

  private static double mean(double[] theta, int i) {
    return theta[i == 0 ? 0 : 1];
  }
}
