package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.numbers.gamma.Erf;

/**
 * The half-normal distribution, of |x| for a normal x of mean 0.
 *
 * <pre>
 *   theta       scale &gt; 0, the standard deviation of x
 *   z           scale |eps|,   eps ~ N(0, 1)
 *   log p(z)    log(2/pi)/2 - log scale - z^2 / (2 scale^2),   z &gt;= 0
 *   dz/dtheta   z / scale
 *   mean        scale sqrt(2/pi);   variance scale^2 (1 - 2/pi)
 *   KL to HalfNormal  log(s2/s1) + (s1/s2)^2 / 2 - 1/2
 * </pre>
 */
public final class HalfNormal implements Univariate {
  private static final long serialVersionUID = 1;
  private static final double HALF_LOG_TWO_OVER_PI = 0.5 * Math.log(2 / Math.PI);
  private static final List<Parameter> PARAMETERS = List.of(Parameter.of("scale", Domain.POSITIVE));

  @Override
  public String name() {
    return "half-normal";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    return OpenInterval.POSITIVE.clamp(theta[0] * Math.abs(noise.gaussian(0)));
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    double e = z / theta[0];
    return z < 0
        ? Double.NEGATIVE_INFINITY
        : HALF_LOG_TWO_OVER_PI - Math.log(theta[0]) - 0.5 * e * e;
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    double e = z / theta[0];
    score[0] = (e * e - 1) / theta[0];
    return -e / theta[0];
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    derivative[0] = z / theta[0];
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    return z <= 0 ? 0 : Erf.value(z / (theta[0] * Math.sqrt(2)));
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(theta[0] * Math.sqrt(2 / Math.PI));
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(theta[0] * theta[0] * (1 - 2 / Math.PI));
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return prior instanceof HalfNormal ? Optional.of(HalfNormal::kl) : Optional.empty();
  }

  private static double kl(double[] theta, double[] prior, double[] gradient) {
    double ratio = theta[0] / prior[0];
    gradient[0] = ratio / prior[0] - 1 / theta[0];
    return 0.5 * (ratio * ratio - 1) - Math.log(ratio);
  }
}
