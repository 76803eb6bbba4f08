package dev.elbo.distribution;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Any distribution of one number that is given by its inverse CDF, z = Q(theta, u) with u uniform:
 *
 * <pre>{@code
 * Univariate laplace =
 *     ExplicitFamily.of(
 *         "my-laplace",
 *         List.of(Parameter.of("location", Domain.REAL), Parameter.of("scale", Domain.POSITIVE)),
 *         (theta, u) -> theta[0] + theta[1] * (u < 0.5 ? Math.log(2 * u) : -Math.log(2 - 2 * u)));
 * }</pre>
 *
 * <p>Everything else is optional and is otherwise taken from Q numerically:
 *
 * <pre>
 *   dz/dtheta   dQ/dtheta at u = F(z)   {@link #withGradient}, else differences: about 1e-12 relative
 *   F(z)        the u with Q(u) = z     {@link #withCumulative}, else bisection: about 1e-16 absolute
 *   log p(z)    -log dQ/du              {@link #withLogDensity}, else differences: about 1e-9
 *   score, slope   differences of log p: about 1e-10 with a log density of one's own, else 1e-7
 * </pre>
 *
 * <p>Those errors hold for a smooth Q that is good to a rounding, at u from 1e-3 to 1 - 1e-3. Q has
 * to increase in u, and is asked at u = 0 and 1 for the ends of the support too. There are no
 * closed mean, variance and KL ({@link MonteCarloKl} estimates it); the {@link #center} is the
 * median, Q(1/2). Lambdas of a family that travels must be serializable.
 */
public final class ExplicitFamily implements Univariate {
  private static final long serialVersionUID = 1;

  private final String name;
  private final List<Parameter> parameters;
  private final Curve quantile;
  private final Curve.Gradient gradient;
  private final Curve cumulative;
  private final Curve logDensity;

  private ExplicitFamily(
      String name,
      List<Parameter> parameters,
      Curve quantile,
      Curve.Gradient gradient,
      Curve cumulative,
      Curve logDensity) {
    this.name = name;
    this.parameters = List.copyOf(parameters);
    this.quantile = quantile;
    this.gradient = gradient;
    this.cumulative = cumulative;
    this.logDensity = logDensity;
  }

  /** The family whose inverse CDF is Q(theta, u), with u strictly between 0 and 1. */
  public static ExplicitFamily of(String name, List<Parameter> parameters, Curve quantile) {
    return new ExplicitFamily(name, parameters, quantile, null, null, null);
  }

  /** The same with dQ/dtheta(theta, u) in closed form. */
  public ExplicitFamily withGradient(Curve.Gradient ofQuantile) {
    return new ExplicitFamily(name, parameters, quantile, ofQuantile, cumulative, logDensity);
  }

  /** The same with F(theta, z) in closed form. */
  public ExplicitFamily withCumulative(Curve closed) {
    return new ExplicitFamily(name, parameters, quantile, gradient, closed, logDensity);
  }

  /** The same with log p(theta, z) in closed form; negative infinity outside of the support. */
  public ExplicitFamily withLogDensity(Curve closed) {
    return new ExplicitFamily(name, parameters, quantile, gradient, cumulative, closed);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    double u = OpenInterval.UNIT.clamp(noise.uniform(0));
    double z = quantile.value(theta, u);
    if (Double.isNaN(z)) {
      throw new IllegalArgumentException(
          "Cannot draw %s: its quantile of u = [%s] is NaN at theta = %s. Mend the quantile."
              .formatted(name, u, Arrays.toString(theta)));
    }
    return support(theta).clamp(z);
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    return support(theta).contains(z) ? density(theta, z) : Double.NEGATIVE_INFINITY;
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    NumericalDerivative.inTheta(this, this::density, theta, z, score);
    return NumericalDerivative.inX(this::density, theta, z, support(theta));
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    double u = OpenInterval.UNIT.clamp(cumulative(theta, z));
    if (gradient == null) {
      NumericalDerivative.inTheta(this, quantile, theta, u, derivative);
    } else {
      gradient.value(theta, u, derivative);
    }
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    OpenInterval support = support(theta);
    if (!support.contains(z)) {
      return z <= support.low() ? 0 : 1;
    }
    return cumulative == null
        ? Inversion.first(OpenInterval.UNIT, u -> quantile.value(theta, u) >= z)
        : cumulative.value(theta, z);
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.empty();
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    return OptionalDouble.empty();
  }

  @Override
  public double[] center(double[] theta) {
    check(theta);
    return new double[] {quantile.value(theta, 0.5)};
  }

  private double density(double[] theta, double z) {
    if (logDensity != null) {
      return logDensity.value(theta, z);
    }
    double u = OpenInterval.UNIT.clamp(cumulative(theta, z));
    return -Math.log(NumericalDerivative.inX(quantile, theta, u, OpenInterval.UNIT));
  }

  /** From Q(0) to Q(1), where these are numbers; a NaN or infinity there is an open end. */
  private OpenInterval support(double[] theta) {
    double low = quantile.value(theta, 0);
    double high = quantile.value(theta, 1);
    return new OpenInterval(
        Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low,
        Double.isNaN(high) ? Double.POSITIVE_INFINITY : high);
  }
}
