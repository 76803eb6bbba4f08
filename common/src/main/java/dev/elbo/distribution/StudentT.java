package dev.elbo.distribution;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Student's t distribution, z = location + scale * eps sqrt(df / (2 g)) with eps ~ N(0, 1) and g ~
 * Gamma(df/2, 1).
 *
 * <pre>
 *   theta       df &gt; 0, location, scale &gt; 0
 *   log p(z)    log Gamma((df+1)/2) - log Gamma(df/2) - log(df pi)/2 - log(scale)
 *               - (df+1)/2 log(1 + e^2/df),   e = (z - location) / scale
 *   dz/dtheta   scale * -(dF/ddf)/p at e, 1, e
 *   mean        location, none for df of 1 or less
 *   variance    scale^2 df / (df - 2), infinite for df of 2 or less, none of 1 or less
 *   KL          no closed form
 * </pre>
 *
 * <p>dz/ddf is the implicit gradient, a function of z; that through eps and g is another one with
 * the same expectation. The center is the location. Draws and gradients that overflow are the
 * largest doubles.
 */
public final class StudentT implements Univariate {
  private static final long serialVersionUID = 1;
  private static final List<Parameter> PARAMETERS =
      List.of(
          Parameter.of("df", Domain.POSITIVE),
          Parameter.of("location", Domain.REAL),
          Parameter.of("scale", Domain.POSITIVE));

  @Override
  public String name() {
    return "student-t";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    double logG = StandardGamma.sampleLog(theta[0] / 2, noise.at(1));
    double spread = Math.exp(0.5 * (Math.log(theta[0] / 2) - logG));
    return OpenInterval.REAL.clamp(theta[1] + theta[2] * noise.at(0).gaussian(0) * spread);
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    double nu = theta[0];
    double e = Math.abs((z - theta[1]) / theta[2]);
    return logNormalizer(nu) - Math.log(theta[2]) - 0.5 * (nu + 1) * logOnePlusSquare(e, nu);
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    double nu = theta[0];
    double e = (z - theta[1]) / theta[2];
    double pull = (nu + 1) / (nu / e + e);
    double v = StudentTGradient.angle(nu, e);
    score[0] = 0.5 * (StudentTGradient.constant(nu) + StudentTGradient.excess(nu, v));
    score[1] = pull / theta[2];
    score[2] = (pull * e - 1) / theta[2];
    return -score[1];
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    double e = (z - theta[1]) / theta[2];
    derivative[0] = OpenInterval.REAL.clamp(theta[2] * StudentTGradient.at(theta[0], e));
    derivative[1] = 1;
    derivative[2] = e;
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    double e = (z - theta[1]) / theta[2];
    double ratio = Math.sqrt(theta[0]) / Math.abs(e);
    double below = 1 / (1 + ratio * ratio);
    double tail =
        below < 0.5
            ? 0.5 * RegularizedBeta.complement(below, 0.5, theta[0] / 2)
            : 0.5 * RegularizedBeta.value(1 / (1 + 1 / ratio / ratio), theta[0] / 2, 0.5);
    return e < 0 ? tail : 1 - tail;
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return theta[0] > 1 ? OptionalDouble.of(theta[1]) : OptionalDouble.empty();
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    if (theta[0] <= 1) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        theta[0] > 2 ? theta[2] * theta[2] * theta[0] / (theta[0] - 2) : Double.POSITIVE_INFINITY);
  }

  @Override
  public double[] center(double[] theta) {
    check(theta);
    return new double[] {theta[1]};
  }

  private static double logNormalizer(double nu) {
    double half = nu / 2;
    if (half < Stirling.LEAST) {
      return LogGamma.value(half + 0.5) - LogGamma.value(half) - 0.5 * Math.log(Math.PI * nu);
    }
    // half ln(1 + 1/(2 half)) - 1/2 is what is left of Stirling's large parts
    return -half * LogGap.of(0.5 / half)
        + Stirling.correction(half + 0.5)
        - Stirling.correction(half)
        - 0.5 * Math.log(2 * Math.PI);
  }

  private static double logOnePlusSquare(double e, double nu) {
    double ratio = e / Math.sqrt(nu);
    return ratio > 1e100 ? 2 * Math.log(e) - Math.log(nu) : Math.log1p(ratio * ratio);
  }
}
