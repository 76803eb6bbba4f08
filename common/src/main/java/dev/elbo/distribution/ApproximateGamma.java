package dev.elbo.distribution;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * The textbooks' approximate Gamma: Marsaglia and Tsang's proposal (2000) without its acceptance
 * step, so that z is an explicit function of one normal number. It is not {@link Gamma}, which
 * costs little more.
 *
 * <pre>
 *   theta       shape &gt; 1/3, rate &gt; 0
 *   z           d t^3 / rate,   d = shape - 1/3,   t = 1 + eps / sqrt(9 d),   eps ~ N(0, 1)
 *   log p(z)    log N(eps) - log(3 d t^2 / sqrt(9 d)) + log(rate)
 *   dz/dtheta   t^2 (3 - t) / (2 rate), -z / rate
 *   mean        shape / rate: exactly that of Gamma
 *   variance    (shape + 1/9 + 5 / (243 (shape - 1/3))) / rate^2, above Gamma's shape / rate^2
 *   KL          no closed form
 * </pre>
 *
 * <p>At shape 1 the variance is 1.142 instead of 1, at 10 it is 1.1 percent too large. z is
 * negative with probability Phi(-sqrt(9 d)), 0.7 percent at shape 1, so its support is the whole
 * line: a KL to a family of positive numbers is infinite.
 */
public final class ApproximateGamma implements Univariate {
  private static final long serialVersionUID = 1;
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
  private static final double THIRD = 1 / 3.0;
  private static final List<Parameter> PARAMETERS =
      List.of(Parameter.of("shape", Domain.POSITIVE), Parameter.of("rate", Domain.POSITIVE));

  @Override
  public String name() {
    return "approximate-gamma";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  /** As any family; and the shape has to be above 1/3. */
  @Override
  public void check(double[] theta) {
    Domains.check(this, theta);
    if (!(theta[0] > THIRD)) {
      throw new IllegalArgumentException(
          "Cannot use shape of approximate-gamma: [%s] is not above 1/3. Give a value that is, or use gamma."
              .formatted(theta[0]));
    }
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    double d = theta[0] - THIRD;
    double t = 1 + noise.gaussian(0) / (3 * Math.sqrt(d));
    return d * t * t * t / theta[1];
  }

  /** Infinite at z = 0, where dz/d eps is 0. */
  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    double d = theta[0] - THIRD;
    double t = cubeRoot(theta, z);
    double eps = eps(d, t);
    return Math.log(theta[1]) - HALF_LOG_TWO_PI - 0.5 * eps * eps - Math.log(Math.sqrt(d) * t * t);
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    double d = theta[0] - THIRD;
    double t = cubeRoot(theta, z);
    // With x = rate z = d t^3: at fixed x dt/dd = -t / (3 d), and dt/dx = 1 / (3 d t^2).
    double inT = -9 * d * (t - 1) - 2 / t;
    score[0] = -4.5 * (t - 1) * (t - 1) - 0.5 / d - inT * t / (3 * d);
    double inX = inT / (3 * d * t * t);
    score[1] = 1 / theta[1] + inX * z;
    return inX * theta[1];
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    double t = cubeRoot(theta, z);
    derivative[0] = 0.5 * t * t * (3 - t) / theta[1];
    derivative[1] = -z / theta[1];
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    double eps = eps(theta[0] - THIRD, cubeRoot(theta, z));
    return 0.5 * Erfc.value(-eps / Math.sqrt(2));
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(theta[0] / theta[1]);
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    double ofStandard = theta[0] + 1 / 9.0 + 5 / (243 * (theta[0] - THIRD));
    return OptionalDouble.of(ofStandard / theta[1] / theta[1]);
  }

  private static double cubeRoot(double[] theta, double z) {
    return Math.cbrt(theta[1] * z / (theta[0] - THIRD));
  }

  private static double eps(double d, double t) {
    return 3 * Math.sqrt(d) * (t - 1);
  }
}
