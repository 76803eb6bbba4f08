package dev.elbo.distribution;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Any distribution of one number that is given by its CDF and log density, with the implicit
 * gradient dz/dtheta = -(dF/dtheta)/p (Figurnov, Mohamed, Mnih 2018):
 *
 * <pre>{@code
 * Univariate gamma =
 *     ImplicitFamily.of(
 *             "my-gamma",
 *             List.of(Parameter.of("shape", Domain.POSITIVE)),
 *             (theta, z) -> RegularizedGamma.P.value(theta[0], z),
 *             (theta, z) -> (theta[0] - 1) * Math.log(z) - z - LogGamma.value(theta[0]))
 *         .withSupport(0, Double.POSITIVE_INFINITY);
 * }</pre>
 *
 * <p>Everything else is optional and is otherwise found numerically:
 *
 * <pre>
 *   z           {@link #withSampler}, else F inverted by bisection: 64 values of F a draw
 *   dF/dtheta   {@link #withGradient}, else differences: about 1e-13 absolute, so dz/dtheta has an
 *               error of about 1e-13/p(z): 1e-10 where F is between 1e-3 and 1 - 1e-3
 *   score, slope   differences of log p: about 1e-10
 * </pre>
 *
 * <p>Those errors hold for a smooth F that is good to a rounding. There are no closed mean,
 * variance and KL ({@link MonteCarloKl} estimates it); the {@link #center} is the median. Lambdas
 * of a family that travels must be serializable.
 */
public final class ImplicitFamily implements Univariate {
  private static final long serialVersionUID = 1;

  private final String name;
  private final List<Parameter> parameters;
  private final Curve cumulative;
  private final Curve logDensity;
  private final OpenInterval support;
  private final Curve.Gradient gradient;
  private final Sampler sampler;

  /** Draws z. */
  @FunctionalInterface
  public interface Sampler extends Serializable {

    /** A draw from theta, a function of theta and the noise alone. */
    double draw(double[] theta, Noise noise);
  }

  private ImplicitFamily(
      String name,
      List<Parameter> parameters,
      Curve cumulative,
      Curve logDensity,
      OpenInterval support,
      Curve.Gradient gradient,
      Sampler sampler) {
    this.name = name;
    this.parameters = List.copyOf(parameters);
    this.cumulative = cumulative;
    this.logDensity = logDensity;
    this.support = support;
    this.gradient = gradient;
    this.sampler = sampler;
  }

  /** The family of CDF F(theta, z) and density p(theta, z), on the real line. */
  public static ImplicitFamily of(
      String name, List<Parameter> parameters, Curve cumulative, Curve logDensity) {
    return new ImplicitFamily(
        name, parameters, cumulative, logDensity, OpenInterval.REAL, null, null);
  }

  /** The same on an open interval, outside of which F and p are not asked for. */
  public ImplicitFamily withSupport(double low, double high) {
    OpenInterval interval = new OpenInterval(low, high);
    if (interval.isEmpty()) {
      throw new IllegalArgumentException(
          ("Cannot use the support of %s: no range lies between [%s] and [%s]. Give a low that is"
                  + " less than high.")
              .formatted(name, low, high));
    }
    return new ImplicitFamily(
        name, parameters, cumulative, logDensity, interval, gradient, sampler);
  }

  /** The same with dF/dtheta(theta, z) in closed form. */
  public ImplicitFamily withGradient(Curve.Gradient ofCumulative) {
    return new ImplicitFamily(
        name, parameters, cumulative, logDensity, support, ofCumulative, sampler);
  }

  /** The same with a sampler, of any method. */
  public ImplicitFamily withSampler(Sampler drawing) {
    return new ImplicitFamily(name, parameters, cumulative, logDensity, support, gradient, drawing);
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
    if (sampler == null) {
      return quantile(theta, noise.uniform(0));
    }
    double z = sampler.draw(theta, noise);
    if (Double.isNaN(z)) {
      throw new IllegalArgumentException(
          "Cannot draw %s: its sampler gave NaN at theta = %s. Mend the sampler."
              .formatted(name, Arrays.toString(theta)));
    }
    return support.clamp(z);
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    return support.contains(z) ? logDensity.value(theta, z) : Double.NEGATIVE_INFINITY;
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    NumericalDerivative.inTheta(this, logDensity, theta, z, score);
    return NumericalDerivative.inX(logDensity, theta, z, support);
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    if (gradient == null) {
      NumericalDerivative.inTheta(this, cumulative, theta, z, derivative);
    } else {
      gradient.value(theta, z, derivative);
    }
    double density = Math.exp(logDensity.value(theta, z));
    if (!(density > 0)) {
      throw new IllegalArgumentException(
          ("Cannot differentiate a draw of %s: its density at z = [%s] is [%s]. Give a z that"
                  + " theta = %s can draw.")
              .formatted(name, z, density, Arrays.toString(theta)));
    }
    for (int j = 0; j < derivative.length; j++) {
      derivative[j] /= -density;
    }
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    if (!support.contains(z)) {
      return z <= support.low() ? 0 : 1;
    }
    return cumulative.value(theta, z);
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
    return new double[] {quantile(theta, 0.5)};
  }

  private double quantile(double[] theta, double u) {
    return Inversion.first(
        support,
        z -> {
          double f = cumulative.value(theta, z);
          if (Double.isNaN(f)) {
            throw new IllegalArgumentException(
                "Cannot draw %s: its CDF at z = [%s] is NaN at theta = %s. Mend the CDF."
                    .formatted(name, z, Arrays.toString(theta)));
          }
          return f >= u;
        });
  }
}
