package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The Pareto distribution (type I).
 *
 * <pre>
 *   theta       minimum m &gt; 0, shape a &gt; 0
 *   z           m u^(-1/a)
 *   log p(z)    log(a/m) - (a + 1) log(z/m),   z &gt;= m
 *   dz/dtheta   z/m, -(z/a) log(z/m)
 *   mean        a m / (a - 1), infinite for a &lt;= 1
 *   variance    a m^2 / ((a - 1)^2 (a - 2)), infinite for a &lt;= 2
 *   KL to Pareto  log(a1/a2) + a2 log(m1/m2) + a2/a1 - 1; infinite (gradient 0) if m1 &lt; m2
 * </pre>
 *
 * <p>The {@link #center} is the median, m 2^(1/a). Draws that overflow (a below 0.05) are the
 * largest double.
 */
public final class Pareto implements Univariate {
  private static final long serialVersionUID = 1;
  private static final List<Parameter> PARAMETERS =
      List.of(Parameter.of("minimum", Domain.POSITIVE), Parameter.of("shape", Domain.POSITIVE));

  @Override
  public String name() {
    return "pareto";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    return at(theta, noise.uniform(0));
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    return z < theta[0]
        ? Double.NEGATIVE_INFINITY
        : Math.log(theta[1]) - Math.log(theta[0]) - (theta[1] + 1) * LogRatio.of(z, theta[0]);
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    score[0] = theta[1] / theta[0];
    score[1] = 1 / theta[1] - LogRatio.of(z, theta[0]);
    return -(theta[1] + 1) / z;
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    derivative[0] = OpenInterval.REAL.clamp(z / theta[0]);
    derivative[1] = OpenInterval.REAL.clamp(-z * (LogRatio.of(z, theta[0]) / theta[1]));
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    return z <= theta[0] ? 0 : -Math.expm1(-theta[1] * LogRatio.of(z, theta[0]));
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(
        theta[1] > 1 ? theta[1] / (theta[1] - 1) * theta[0] : Double.POSITIVE_INFINITY);
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    double ratio = theta[0] / (theta[1] - 1);
    return OptionalDouble.of(
        theta[1] > 2 ? ratio * ratio * (theta[1] / (theta[1] - 2)) : Double.POSITIVE_INFINITY);
  }

  @Override
  public double[] center(double[] theta) {
    check(theta);
    return new double[] {at(theta, 0.5)};
  }

  @Override
  public boolean hasFixedSupport() {
    return false;
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return prior instanceof Pareto ? Optional.of(Pareto::kl) : Optional.empty();
  }

  private static double kl(double[] theta, double[] prior, double[] gradient) {
    double ratio = prior[1] / theta[1];
    boolean contained = theta[0] >= prior[0];
    gradient[0] = contained ? prior[1] / theta[0] : 0;
    gradient[1] = contained ? (1 - ratio) / theta[1] : 0;
    return contained
        ? prior[1] * LogRatio.of(theta[0], prior[0]) + ratio - 1 - Math.log(ratio)
        : Double.POSITIVE_INFINITY;
  }

  /** z where the survival function is v. */
  private static double at(double[] theta, double v) {
    double z = theta[0] * Math.pow(v, -1 / theta[1]);
    return new OpenInterval(theta[0], Double.POSITIVE_INFINITY).clamp(z);
  }
}
