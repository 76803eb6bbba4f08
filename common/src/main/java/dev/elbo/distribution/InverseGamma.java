package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The inverse Gamma distribution of z &gt; 0: z = scale / g with g ~ Gamma(shape, 1).
 *
 * <pre>
 *   theta       shape &gt; 0, scale &gt; 0
 *   log p(z)    shape log(scale) - (shape + 1) log z - scale / z - log Gamma(shape)
 *   dz/dtheta   -z d log g / d shape (implicit), z / scale
 *   mean        scale / (shape - 1), infinite for shape of 1 or less
 *   variance    mean^2 / (shape - 2), infinite for shape of 2 or less, none of 1 or less
 *   KL to InverseGamma closed: that of the Gammas of 1/z
 * </pre>
 *
 * <p>The center is the mean, or the mode scale / (shape + 1) where the mean is infinite. Draws and
 * gradients that overflow are the largest double.
 */
public final class InverseGamma implements Univariate {
  private static final long serialVersionUID = 1;
  private static final List<Parameter> PARAMETERS =
      List.of(Parameter.of("shape", Domain.POSITIVE), Parameter.of("scale", Domain.POSITIVE));

  @Override
  public String name() {
    return "inverse-gamma";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    return OpenInterval.POSITIVE.clamp(theta[1] / StandardGamma.sample(theta[0], noise));
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    return z > 0
        ? StandardGamma.logDensityOfLog(theta[0], theta[1] / z, logG(theta, z)) - Math.log(z)
        : Double.NEGATIVE_INFINITY;
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    double g = theta[1] / z;
    score[0] = StandardGamma.score(theta[0], g, logG(theta, z));
    score[1] = theta[0] / theta[1] - 1 / z;
    return (g - theta[0] - 1) / z;
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    derivative[0] =
        OpenInterval.REAL.clamp(-z * GammaGradient.at(theta[0], theta[1] / z, logG(theta, z)));
    derivative[1] = OpenInterval.REAL.clamp(z / theta[1]);
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    return z > 0 ? StandardGamma.survival(theta[0], theta[1] / z) : 0;
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(theta[0] > 1 ? theta[1] / (theta[0] - 1) : Double.POSITIVE_INFINITY);
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    if (theta[0] <= 1) {
      return OptionalDouble.empty();
    }
    double mean = theta[1] / (theta[0] - 1);
    return OptionalDouble.of(
        theta[0] > 2 ? mean * mean / (theta[0] - 2) : Double.POSITIVE_INFINITY);
  }

  @Override
  public double[] center(double[] theta) {
    check(theta);
    return new double[] {theta[1] / (theta[0] + 1)};
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return prior instanceof InverseGamma
        ? Optional.of((q, p, gradient) -> GammaKl.value(q[0], q[1], p[0], p[1], gradient))
        : Optional.empty();
  }

  /** A difference, because the ratio may underflow. */
  private static double logG(double[] theta, double z) {
    return Math.log(theta[1]) - Math.log(z);
  }
}
