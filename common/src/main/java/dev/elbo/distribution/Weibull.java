package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The Weibull distribution.
 *
 * <pre>
 *   theta       concentration k &gt; 0, scale l &gt; 0
 *   z           l (-log u)^(1/k)
 *   log p(z)    log(k/l) + (k - 1) log(z/l) - (z/l)^k,   z &gt; 0
 *   dz/dtheta   -(z/k) log(z/l), z/l
 *   mean        l Gamma(1 + 1/k);   variance l^2 (Gamma(1 + 2/k) - Gamma(1 + 1/k)^2)
 *   KL          closed to Weibull, Exponential and Gamma: {@link WeibullKl}
 * </pre>
 *
 * <p>Mean and variance are infinite where they overflow (k below 1/85). The {@link #center} is the
 * median, l (log 2)^(1/k).
 */
public final class Weibull implements Univariate {
  private static final long serialVersionUID = 1;
  private static final double ZETA_2 = Math.PI * Math.PI / 6;
  private static final double ZETA_3 = 1.2020569031595942;
  private static final double ZETA_4 = Math.pow(Math.PI, 4) / 90;
  private static final double ZETA_5 = 1.03692775514337;
  private static final List<Parameter> PARAMETERS =
      List.of(
          Parameter.of("concentration", Domain.POSITIVE), Parameter.of("scale", Domain.POSITIVE));

  @Override
  public String name() {
    return "weibull";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    return at(theta, -Math.log(noise.uniform(0)));
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    if (z <= 0 || z == Double.POSITIVE_INFINITY) {
      return Double.NEGATIVE_INFINITY;
    }
    double l = LogRatio.of(z, theta[1]);
    return Math.log(theta[0]) - Math.log(theta[1]) + (theta[0] - 1) * l - Math.exp(theta[0] * l);
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    double l = LogRatio.of(z, theta[1]);
    double excess = Math.expm1(theta[0] * l);
    score[0] = 1 / theta[0] - OpenInterval.REAL.clamp(excess) * l;
    score[1] = theta[0] * excess / theta[1];
    return OpenInterval.REAL.clamp((-1 - theta[0] * excess) / z);
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    double l = LogRatio.of(z, theta[1]);
    derivative[0] = OpenInterval.REAL.clamp(-z * (l / theta[0]));
    derivative[1] = OpenInterval.REAL.clamp(z / theta[1]);
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    return z <= 0 ? 0 : -Math.expm1(-Math.exp(theta[0] * LogRatio.of(z, theta[1])));
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(theta[1] * Math.exp(LogGamma.value(1 + 1 / theta[0])));
  }

  /** Mean squared times (exp(e) - 1), e = log Gamma(1 + 2/k) - 2 log Gamma(1 + 1/k). */
  @Override
  public OptionalDouble varianceValue(double[] theta) {
    double x = 1 / theta[0];
    double deviation = meanValue(theta).orElseThrow();
    if (x < 1e-3) {
      // The two logarithms cancel; the Taylor series of e / x^2 does not.
      double series = ZETA_2 + x * (-2 * ZETA_3 + x * (3.5 * ZETA_4 - x * 6 * ZETA_5));
      double e = x * x * series;
      deviation *= x * Math.sqrt(series * (1 + e * (0.5 + e / 6)));
    } else {
      deviation *= Math.sqrt(Math.expm1(LogGamma.value(1 + 2 * x) - 2 * LogGamma.value(1 + x)));
    }
    return OptionalDouble.of(deviation * deviation);
  }

  @Override
  public double[] center(double[] theta) {
    check(theta);
    return new double[] {at(theta, Math.log(2))};
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    if (prior instanceof Weibull) {
      return Optional.of(WeibullKl::toWeibull);
    }
    if (prior instanceof Gamma) {
      return Optional.of(WeibullKl::toGamma);
    }
    return prior instanceof Exponential ? Optional.of(WeibullKl::toExponential) : Optional.empty();
  }

  /** z where the survival function is exp(-e). */
  private static double at(double[] theta, double e) {
    return OpenInterval.POSITIVE.clamp(theta[1] * Math.pow(e, 1 / theta[0]));
  }
}
