package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * The normal distribution, z = mean + scale * eps with eps ~ N(0, 1) (Kingma and Welling 2014,
 * section 2.4).
 *
 * <pre>
 *   theta       mean, scale &gt; 0 (a standard deviation)
 *   log p(z)    -log scale - log(2 pi) / 2 - e^2 / 2,   e = (z - mean) / scale
 *   dz/dtheta   1, e
 *   KL to Normal  log(s2/s1) + (s1^2 + (m1 - m2)^2) / (2 s2^2) - 1/2
 * </pre>
 */
public final class Normal implements Univariate {
  private static final long serialVersionUID = 1;
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
  private static final List<Parameter> PARAMETERS =
      List.of(Parameter.of("mean", Domain.REAL), Parameter.of("scale", Domain.POSITIVE));

  @Override
  public String name() {
    return "normal";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    return theta[0] + theta[1] * noise.gaussian(0);
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    double e = (z - theta[0]) / theta[1];
    return -Math.log(theta[1]) - HALF_LOG_TWO_PI - 0.5 * e * e;
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    double e = (z - theta[0]) / theta[1];
    score[0] = e / theta[1];
    score[1] = (e * e - 1) / theta[1];
    return -e / theta[1];
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    derivative[0] = 1;
    derivative[1] = (z - theta[0]) / theta[1];
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    return 0.5 * Erfc.value((theta[0] - z) / (theta[1] * Math.sqrt(2)));
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(theta[0]);
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(theta[1] * theta[1]);
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return prior instanceof Normal ? Optional.of(Normal::kl) : Optional.empty();
  }

  static double kl(double[] theta, double[] prior, double[] gradient) {
    double ratio = theta[1] / prior[1];
    double shift = (theta[0] - prior[0]) / prior[1];
    gradient[0] = shift / prior[1];
    gradient[1] = ratio / prior[1] - 1 / theta[1];
    return 0.5 * (ratio * ratio + shift * shift - 1) - Math.log(ratio);
  }
}
