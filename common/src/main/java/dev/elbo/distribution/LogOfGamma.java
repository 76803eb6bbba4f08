package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The distribution of z = log g with g ~ {@link Gamma}: the same family in log space, where draws
 * of a small shape do not underflow.
 *
 * <pre>
 *   theta       shape &gt; 0, rate &gt; 0 (of g)
 *   log p(z)    shape (log(rate) + z) - rate e^z - log Gamma(shape)
 *   dz/dtheta   d log g / d shape (implicit), -1 / rate
 *   moments     psi(shape) - log(rate), psi'(shape)
 *   KL to LogOfGamma closed: that of the Gammas
 * </pre>
 */
public final class LogOfGamma implements Univariate {
  private static final long serialVersionUID = 1;
  private static final List<Parameter> PARAMETERS =
      List.of(Parameter.of("shape", Domain.POSITIVE), Parameter.of("rate", Domain.POSITIVE));

  @Override
  public String name() {
    return "log-gamma";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    return StandardGamma.sampleLog(theta[0], noise) - Math.log(theta[1]);
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    return StandardGamma.logDensityAtLog(theta[0], standard(theta, z));
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    double logG = standard(theta, z);
    double excess = theta[0] * Math.expm1(logG - Math.log(theta[0]));
    score[0] = logG - Math.log(theta[0]) - Polygamma.digammaMinusLog(theta[0]);
    score[1] = -excess / theta[1];
    return -excess;
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    derivative[0] = GammaGradient.atLog(theta[0], standard(theta, z));
    derivative[1] = -1 / theta[1];
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    return StandardGamma.cumulativeAtLog(theta[0], standard(theta, z));
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(Polygamma.digamma(theta[0]) - Math.log(theta[1]));
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(Polygamma.trigamma(theta[0]));
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return prior instanceof LogOfGamma
        ? Optional.of((q, p, gradient) -> GammaKl.value(q[0], q[1], p[0], p[1], gradient))
        : Optional.empty();
  }

  private static double standard(double[] theta, double z) {
    return z + Math.log(theta[1]);
  }
}
