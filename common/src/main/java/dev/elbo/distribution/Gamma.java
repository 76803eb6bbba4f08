package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The Gamma distribution of z &gt; 0, drawn by Marsaglia and Tsang's method with the implicit
 * gradient (Figurnov, Mohamed, Mnih 2018).
 *
 * <pre>
 *   theta       shape &gt; 0, rate &gt; 0
 *   log p(z)    shape log(rate) + (shape - 1) log z - rate z - log Gamma(shape)
 *   dz/dtheta   -(dF/dshape)/p, -z / rate
 *   moments     shape / rate, shape / rate^2
 *   KL to Gamma and Chi2 closed
 * </pre>
 *
 * <p>Draws that underflow are the smallest positive double: shapes below 0.01 are better served by
 * {@link LogOfGamma}.
 */
public final class Gamma implements Univariate {
  private static final long serialVersionUID = 1;
  private static final List<Parameter> PARAMETERS =
      List.of(Parameter.of("shape", Domain.POSITIVE), Parameter.of("rate", Domain.POSITIVE));

  @Override
  public String name() {
    return "gamma";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    return OpenInterval.POSITIVE.clamp(StandardGamma.sample(theta[0], noise) / theta[1]);
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    return z > 0
        ? StandardGamma.logDensityOfLog(theta[0], theta[1] * z, logG(theta, z)) - Math.log(z)
        : Double.NEGATIVE_INFINITY;
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    score[0] = StandardGamma.score(theta[0], theta[1] * z, logG(theta, z));
    score[1] = theta[0] / theta[1] - z;
    return (theta[0] - 1) / z - theta[1];
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    derivative[0] = z * GammaGradient.at(theta[0], theta[1] * z, logG(theta, z));
    derivative[1] = -z / theta[1];
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    return StandardGamma.cumulative(theta[0], theta[1] * z);
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(theta[0] / theta[1]);
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(theta[0] / theta[1] / theta[1]);
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    if (prior instanceof Gamma) {
      return Optional.of((q, p, gradient) -> GammaKl.value(q[0], q[1], p[0], p[1], gradient));
    }
    return prior instanceof Chi2
        ? Optional.of((q, p, gradient) -> GammaKl.value(q[0], q[1], p[0] / 2, 0.5, gradient))
        : Optional.empty();
  }

  /** A sum, because the product may underflow. */
  private static double logG(double[] theta, double z) {
    return Math.log(theta[1]) + Math.log(z);
  }
}
