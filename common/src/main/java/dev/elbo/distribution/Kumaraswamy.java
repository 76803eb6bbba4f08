package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.Trigamma;

/**
 * The Kumaraswamy distribution (1980), much like the Beta but with a closed inverse CDF: z^a is
 * Beta(1, b).
 *
 * <pre>
 *   theta       a &gt; 0, b &gt; 0
 *   z           (1 - (1 - u)^(1/b))^(1/a)
 *   log p(z)    log(a b) + (a - 1) log z + (b - 1) log w,   w = 1 - z^a,   0 &lt; z &lt; 1
 *   dz/dtheta   -(z/a) log z, (z/(a b)) w log(w) / z^a
 *   mean        m_1 = b B(1 + 1/a, b);   variance m_2 - m_1^2, m_2 = b B(1 + 2/a, b)
 *   KL          closed to Beta; to Uniform, infinite where that does not contain 0 to 1: {@link
 *               KumaraswamyKl}
 * </pre>
 *
 * <p>A draw is never 0 or 1: what rounds to them is the nearest double inside, 2^-1074 or 1 -
 * 2^-53. The moments of the variance cancel for large a: for b from 0.1 its relative error is below
 * 1e-14 a^2 up to a = 1e5, and below 3/a from there on.
 */
public final class Kumaraswamy implements Univariate {
  private static final long serialVersionUID = 1;
  private static final double LARGE_A = 1e5;
  private static final List<Parameter> PARAMETERS =
      List.of(Parameter.of("a", Domain.POSITIVE), Parameter.of("b", Domain.POSITIVE));

  @Override
  public String name() {
    return "kumaraswamy";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    double logRest = Math.log1p(-noise.uniform(0)) / theta[1];
    // 1 - exp(logRest) by whichever of the two is near 1.
    double logPower =
        logRest > -0.5 ? Math.log(-Math.expm1(logRest)) : Math.log1p(-Math.exp(logRest));
    return OpenInterval.UNIT.clamp(Math.exp(logPower / theta[0]));
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    return OpenInterval.UNIT.contains(z)
        ? Math.log(theta[0])
            + Math.log(theta[1])
            + (theta[0] - 1) * Math.log(z)
            + (theta[1] - 1) * logRest(theta, z)
        : Double.NEGATIVE_INFINITY;
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    double odds = Math.exp(theta[0] * Math.log(z)) / rest(theta, z);
    score[0] = 1 / theta[0] + Math.log(z) * (1 - (theta[1] - 1) * odds);
    score[1] = 1 / theta[1] + logRest(theta, z);
    return OpenInterval.REAL.clamp((theta[0] - 1 - (theta[1] - 1) * odds * theta[0]) / z);
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    double power = Math.exp(theta[0] * Math.log(z));
    double ratio = power == 0 ? -1 : rest(theta, z) * logRest(theta, z) / power;
    derivative[0] = -z * (Math.log(z) / theta[0]);
    derivative[1] = OpenInterval.REAL.clamp(z / theta[0] * (ratio / theta[1]));
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    if (z <= 0 || z >= 1) {
      return z <= 0 ? 0 : 1;
    }
    return -Math.expm1(theta[1] * logRest(theta, z));
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(Math.exp(logMoment(theta, 1)));
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    double second = logMoment(theta, 2);
    // The moments cancel for large a; there log z = log(z^a) / a is small, and z almost linear.
    double relative =
        theta[0] < LARGE_A
            ? -Math.expm1(2 * logMoment(theta, 1) - second)
            : (Trigamma.value(1) - Trigamma.value(1 + theta[1])) / theta[0] / theta[0];
    return OptionalDouble.of(Math.exp(second) * Math.max(0, relative));
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    if (prior instanceof Beta) {
      return Optional.of(KumaraswamyKl::toBeta);
    }
    return prior instanceof Uniform ? Optional.of(KumaraswamyKl::toUniform) : Optional.empty();
  }

  private static double logMoment(double[] theta, int n) {
    return Math.log(theta[1]) + LogBeta.value(1 + n / theta[0], theta[1]);
  }

  private static double rest(double[] theta, double z) {
    return Math.max(Double.MIN_VALUE, -Math.expm1(theta[0] * Math.log(z)));
  }

  private static double logRest(double[] theta, double z) {
    double rest = rest(theta, z);
    return rest < 0.5 ? Math.log(rest) : Math.log1p(-Math.exp(theta[0] * Math.log(z)));
  }
}
