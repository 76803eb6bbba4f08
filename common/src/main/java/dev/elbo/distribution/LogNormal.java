package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * The log-normal distribution: log z is normal.
 *
 * <pre>
 *   theta       mean, scale &gt; 0 of log z
 *   z           exp(mean + scale eps),   eps ~ N(0, 1)
 *   log p(z)    -log z - log scale - log(2 pi)/2 - e^2/2,   e = (log z - mean) / scale,   z &gt; 0
 *   dz/dtheta   z, z e
 *   mean        exp(mean + scale^2/2);   variance (exp(scale^2) - 1) exp(2 mean + scale^2)
 *   KL to LogNormal  that of the two normals
 * </pre>
 *
 * <p>Mean and variance are infinite where they overflow (mean + scale^2/2 above 709), so the {@link
 * #center} is the median, exp(mean).
 */
public final class LogNormal implements Univariate {
  private static final long serialVersionUID = 1;
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
  private static final List<Parameter> PARAMETERS =
      List.of(Parameter.of("mean", Domain.REAL), Parameter.of("scale", Domain.POSITIVE));

  @Override
  public String name() {
    return "lognormal";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    return OpenInterval.POSITIVE.clamp(Math.exp(theta[0] + theta[1] * noise.gaussian(0)));
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    if (z <= 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double e = (Math.log(z) - theta[0]) / theta[1];
    return -Math.log(z) - Math.log(theta[1]) - HALF_LOG_TWO_PI - 0.5 * e * e;
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    double e = (Math.log(z) - theta[0]) / theta[1];
    score[0] = e / theta[1];
    score[1] = (e * e - 1) / theta[1];
    return OpenInterval.REAL.clamp(-(1 + e / theta[1]) / z);
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    derivative[0] = z;
    derivative[1] = OpenInterval.REAL.clamp(z * ((Math.log(z) - theta[0]) / theta[1]));
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    return z <= 0 ? 0 : 0.5 * Erfc.value((theta[0] - Math.log(z)) / (theta[1] * Math.sqrt(2)));
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(Math.exp(theta[0] + 0.5 * theta[1] * theta[1]));
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    double square = theta[1] * theta[1];
    double logExcess = theta[1] < 1e-8 ? 2 * Math.log(theta[1]) : Math.log(-Math.expm1(-square));
    return OptionalDouble.of(Math.exp(2 * (theta[0] + square) + logExcess));
  }

  @Override
  public double[] center(double[] theta) {
    check(theta);
    return new double[] {OpenInterval.POSITIVE.clamp(Math.exp(theta[0]))};
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return prior instanceof LogNormal ? Optional.of(Normal::kl) : Optional.empty();
  }
}
