package dev.elbo.distribution;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The generalized Pareto distribution of excesses over a threshold (Pickands 1975).
 *
 * <pre>
 *   theta       location, scale s &gt; 0, shape xi (any; 0 is the exponential)
 *   z           location + s h,   h = (exp(xi e) - 1) / xi,   e = -log u
 *   log p(z)    -log s - (1 + xi) e,   e = log(1 + xi x) / xi,   x = (z - location) / s
 *   support     z &gt;= location, and z &lt;= location - s/xi for xi &lt; 0
 *   dz/dtheta   1, x, s e^2 f(xi e),   f(t) = (1 - (1 - t) exp(t)) / t^2,   f(0) = 1/2
 *   mean        location + s / (1 - xi), infinite for xi &gt;= 1
 *   variance    s^2 / ((1 - xi)^2 (1 - 2 xi)), infinite for xi &gt;= 1/2
 *   KL          no closed form: a Monte-Carlo estimate of log q(z) - log p(z) ({@link MonteCarloKl})
 * </pre>
 *
 * <p>Everything is smooth in xi through 0. The {@link #center} is the median.
 */
public final class GeneralizedPareto implements Univariate {
  private static final long serialVersionUID = 1;
  private static final List<Parameter> PARAMETERS =
      List.of(
          Parameter.of("location", Domain.REAL),
          Parameter.of("scale", Domain.POSITIVE),
          Parameter.of("shape", Domain.REAL));

  @Override
  public String name() {
    return "generalized-pareto";
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
    return inSupport(theta, z)
        ? -Math.log(theta[1]) - (1 + theta[2]) * exponent(theta, z)
        : Double.NEGATIVE_INFINITY;
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    double e = exponent(theta, z);
    double x = standardized(theta, z);
    double decay = (1 + theta[2]) / (1 + excess(theta, z));
    score[0] = decay / theta[1];
    score[1] = (x * decay - 1) / theta[1];
    score[2] = e * (e * curvature(theta[2] * e) * decay - 1);
    return -decay / theta[1];
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    double e = exponent(theta, z);
    derivative[0] = 1;
    derivative[1] = standardized(theta, z);
    derivative[2] = OpenInterval.REAL.clamp(theta[1] * (e * (e * curvature(theta[2] * e))));
  }

  @Override
  public boolean hasFixedSupport() {
    return false;
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    if (z <= theta[0]) {
      return 0;
    }
    return inSupport(theta, z) ? -Math.expm1(-exponent(theta, z)) : 1;
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(
        theta[2] < 1 ? theta[0] + theta[1] / (1 - theta[2]) : Double.POSITIVE_INFINITY);
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    double ratio = theta[1] / (1 - theta[2]);
    return OptionalDouble.of(
        theta[2] < 0.5 ? ratio * ratio / (1 - 2 * theta[2]) : Double.POSITIVE_INFINITY);
  }

  @Override
  public double[] center(double[] theta) {
    check(theta);
    return new double[] {at(theta, Math.log(2))};
  }

  /** z where the survival function is exp(-e). */
  private static double at(double[] theta, double e) {
    double xi = theta[2];
    double x = xi == 0 ? e : Math.expm1(xi * e) / xi;
    double end = xi < 0 ? theta[0] - theta[1] / xi : Double.POSITIVE_INFINITY;
    return new OpenInterval(theta[0], end).clamp(theta[0] + theta[1] * x);
  }

  private static boolean inSupport(double[] theta, double z) {
    return z >= theta[0]
        && z < Double.POSITIVE_INFINITY
        && (theta[2] >= 0 || z <= theta[0] - theta[1] / theta[2]);
  }

  private static double standardized(double[] theta, double z) {
    return OpenInterval.REAL.clamp((z - theta[0]) / theta[1]);
  }

  /** xi x, inside of the support also where it rounds to the upper end. */
  private static double excess(double[] theta, double z) {
    return new OpenInterval(-1, Double.POSITIVE_INFINITY).clamp(theta[2] * standardized(theta, z));
  }

  /** e, minus the log of the survival function. */
  private static double exponent(double[] theta, double z) {
    double w = excess(theta, z);
    return w == 0 ? standardized(theta, z) : Math.log1p(w) / theta[2];
  }

  /** f(t) = (1 - (1 - t) exp(t)) / t^2 = sum of t^n (n + 1) / (n + 2)!, to about 1e-15. */
  private static double curvature(double t) {
    if (Math.abs(t) > 0.5) {
      return OpenInterval.REAL.clamp((1 - (1 - t) * Math.exp(t)) / t / t);
    }
    double sum = 0;
    double power = 0.5;
    for (int n = 0; n < 16; n++) {
      sum += power * (n + 1);
      power *= t / (n + 3);
    }
    return sum;
  }
}
