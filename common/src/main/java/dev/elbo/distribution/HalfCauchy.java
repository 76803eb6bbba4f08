package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The half-Cauchy distribution, of |x| for a Cauchy x of location 0. Mean and variance are
 * infinite; its {@link #center} is the median, which is the scale.
 *
 * <pre>
 *   theta       scale &gt; 0
 *   z           scale tan(pi u / 2)
 *   log p(z)    log(2/pi) - log scale - log(1 + (z/scale)^2),   z &gt;= 0
 *   dz/dtheta   z / scale
 *   KL to HalfCauchy  log((s1 + s2)^2 / (4 s1 s2))   (Chyzak and Nielsen 2019, equal locations)
 * </pre>
 */
public final class HalfCauchy implements Univariate {
  private static final long serialVersionUID = 1;
  private static final double LOG_TWO_OVER_PI = Math.log(2 / Math.PI);
  private static final List<Parameter> PARAMETERS = List.of(Parameter.of("scale", Domain.POSITIVE));

  @Override
  public String name() {
    return "half-cauchy";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    double u = noise.uniform(0);
    double x = u < 0.5 ? Math.tan(0.5 * Math.PI * u) : 1 / Math.tan(0.5 * Math.PI * (1 - u));
    return OpenInterval.POSITIVE.clamp(theta[0] * x);
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    return z < 0
        ? Double.NEGATIVE_INFINITY
        : LOG_TWO_OVER_PI - Math.log(theta[0]) - Cauchy.logOnePlusSquare(standardized(theta, z));
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    double x = standardized(theta, z);
    double slope = -2 / (x + 1 / x);
    score[0] = -(1 + x * slope) / theta[0];
    return slope / theta[0];
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    derivative[0] = standardized(theta, z);
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    return z <= 0 ? 0 : 2 / Math.PI * Math.atan(z / theta[0]);
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(Double.POSITIVE_INFINITY);
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(Double.POSITIVE_INFINITY);
  }

  @Override
  public double[] center(double[] theta) {
    check(theta);
    return theta.clone();
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return prior instanceof HalfCauchy ? Optional.of(HalfCauchy::kl) : Optional.empty();
  }

  private static double standardized(double[] theta, double z) {
    return OpenInterval.REAL.clamp(z / theta[0]);
  }

  private static double kl(double[] theta, double[] prior, double[] gradient) {
    double difference = theta[0] - prior[0];
    gradient[0] = difference / theta[0] / (theta[0] + prior[0]);
    return Math.log1p(difference / theta[0] * difference / (4 * prior[0]));
  }
}
