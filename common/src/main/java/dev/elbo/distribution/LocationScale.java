package dev.elbo.distribution;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A family z = location + scale * x with x from a standard distribution on the real line, drawn by
 * its inverse CDF.
 *
 * <pre>
 *   theta       location, scale &gt; 0
 *   log p(z)    log p(x) - log scale,   x = (z - location) / scale
 *   dz/dtheta   1, x
 * </pre>
 */
abstract class LocationScale implements Univariate {
  private static final long serialVersionUID = 1;
  private static final List<Parameter> PARAMETERS =
      List.of(Parameter.of("location", Domain.REAL), Parameter.of("scale", Domain.POSITIVE));

  /** x of the standard distribution; may be infinite where u is 0 or 1 up to rounding. */
  abstract double standardQuantile(double u);

  /** log p(x) of the standard distribution at a finite x. */
  abstract double standardLogDensity(double x);

  /** d log p(x) / dx of the standard distribution. */
  abstract double standardSlope(double x);

  /** F(x) of the standard distribution. */
  abstract double standardCumulative(double x);

  /** The mean of the standard distribution, where there is one. */
  abstract OptionalDouble standardMean();

  /** The variance of the standard distribution, where there is one. */
  abstract OptionalDouble standardVariance();

  @Override
  public final List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public final double sample(double[] theta, Noise noise) {
    check(theta);
    return OpenInterval.REAL.clamp(theta[0] + theta[1] * standardQuantile(noise.uniform(0)));
  }

  @Override
  public final double logDensity(double[] theta, double z) {
    check(theta);
    return Double.isInfinite(z)
        ? Double.NEGATIVE_INFINITY
        : standardLogDensity(standardized(theta, z)) - Math.log(theta[1]);
  }

  @Override
  public final double slope(double[] theta, double z, double[] score) {
    double x = standardized(theta, z);
    double slope = standardSlope(x);
    score[0] = -slope / theta[1];
    score[1] = -(1 + x * slope) / theta[1];
    return slope / theta[1];
  }

  @Override
  public final void pathwise(double[] theta, double z, double[] derivative) {
    derivative[0] = 1;
    derivative[1] = standardized(theta, z);
  }

  @Override
  public final double cumulative(double[] theta, double z) {
    check(theta);
    return standardCumulative(standardized(theta, z));
  }

  @Override
  public final OptionalDouble meanValue(double[] theta) {
    check(theta);
    OptionalDouble mean = standardMean();
    return mean.isEmpty() ? mean : OptionalDouble.of(theta[0] + theta[1] * mean.getAsDouble());
  }

  @Override
  public final OptionalDouble varianceValue(double[] theta) {
    check(theta);
    OptionalDouble variance = standardVariance();
    return variance.isEmpty()
        ? variance
        : OptionalDouble.of(theta[1] * theta[1] * variance.getAsDouble());
  }

  private static double standardized(double[] theta, double z) {
    return OpenInterval.REAL.clamp((z - theta[0]) / theta[1]);
  }
}
