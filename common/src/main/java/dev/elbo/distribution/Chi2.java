package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The chi-squared distribution of z &gt; 0: Gamma with shape df/2 and rate 1/2.
 *
 * <pre>
 *   theta       df &gt; 0 (degrees of freedom, any positive number)
 *   log p(z)    (df/2 - 1) log z - z/2 - (df/2) log 2 - log Gamma(df/2)
 *   dz/dtheta   implicit, as of Gamma
 *   moments     df, 2 df
 *   KL to Chi2 and Gamma closed
 * </pre>
 *
 * <p>Draws that underflow are the smallest positive double.
 */
public final class Chi2 implements Univariate {
  private static final long serialVersionUID = 1;
  private static final List<Parameter> PARAMETERS = List.of(Parameter.of("df", Domain.POSITIVE));

  @Override
  public String name() {
    return "chi2";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    return OpenInterval.POSITIVE.clamp(2 * StandardGamma.sample(shape(theta), noise));
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    return z > 0
        ? StandardGamma.logDensityOfLog(shape(theta), z / 2, logG(z)) - Math.log(z)
        : Double.NEGATIVE_INFINITY;
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    score[0] = 0.5 * StandardGamma.score(shape(theta), z / 2, logG(z));
    return (shape(theta) - 1) / z - 0.5;
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    derivative[0] = 0.5 * z * GammaGradient.at(shape(theta), z / 2, logG(z));
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    return StandardGamma.cumulative(shape(theta), z / 2);
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(theta[0]);
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(2 * theta[0]);
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    if (prior instanceof Chi2) {
      return Optional.of((q, p, gradient) -> kl(q, p[0] / 2, 0.5, gradient));
    }
    return prior instanceof Gamma
        ? Optional.of((q, p, gradient) -> kl(q, p[0], p[1], gradient))
        : Optional.empty();
  }

  private static double kl(double[] theta, double shape, double rate, double[] gradient) {
    double[] ofGamma = new double[2];
    double value = GammaKl.value(shape(theta), 0.5, shape, rate, ofGamma);
    gradient[0] = 0.5 * ofGamma[0];
    return value;
  }

  private static double logG(double z) {
    return Math.log(z) - Math.log(2);
  }

  private static double shape(double[] theta) {
    return theta[0] / 2;
  }
}
