package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The exponential distribution.
 *
 * <pre>
 *   theta       rate &gt; 0
 *   z           -log(u) / rate
 *   log p(z)    log rate - rate z,   z &gt;= 0
 *   dz/dtheta   -z / rate
 *   mean        1 / rate;   variance 1 / rate^2
 *   KL to Exponential  log(r1/r2) + r2/r1 - 1
 *   KL to Gamma(a, b)  (a - 1) g + log Gamma(a) + a log(r/b) + b/r - 1,   g Euler's constant
 * </pre>
 */
public final class Exponential implements Univariate {
  private static final long serialVersionUID = 1;
  private static final List<Parameter> PARAMETERS = List.of(Parameter.of("rate", Domain.POSITIVE));

  @Override
  public String name() {
    return "exponential";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    return OpenInterval.POSITIVE.clamp(-Math.log(noise.uniform(0)) / theta[0]);
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    return z < 0 ? Double.NEGATIVE_INFINITY : Math.log(theta[0]) - theta[0] * z;
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    score[0] = 1 / theta[0] - z;
    return -theta[0];
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    derivative[0] = OpenInterval.REAL.clamp(-z / theta[0]);
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    return z <= 0 ? 0 : -Math.expm1(-theta[0] * z);
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(1 / theta[0]);
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(1 / theta[0] / theta[0]);
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    if (prior instanceof Gamma) {
      return Optional.of(Exponential::klToGamma);
    }
    return prior instanceof Exponential ? Optional.of(Exponential::kl) : Optional.empty();
  }

  private static double klToGamma(double[] theta, double[] prior, double[] gradient) {
    double ratio = prior[1] / theta[0];
    gradient[0] = (prior[0] - ratio) / theta[0];
    return (prior[0] - 1) * Gumbel.EULER
        + LogGamma.value(prior[0])
        - prior[0] * Math.log(ratio)
        + ratio
        - 1;
  }

  private static double kl(double[] theta, double[] prior, double[] gradient) {
    double ratio = prior[0] / theta[0];
    gradient[0] = (1 - ratio) / theta[0];
    return ratio - 1 - Math.log(ratio);
  }
}
