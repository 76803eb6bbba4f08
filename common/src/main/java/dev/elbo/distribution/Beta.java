package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The Beta distribution of z in (0, 1), drawn as a ratio of Gammas in log space, with the implicit
 * gradient (Figurnov, Mohamed, Mnih 2018; Jankowiak and Obermeyer 2018).
 *
 * <pre>
 *   theta       alpha &gt; 0, beta &gt; 0
 *   log p(z)    (alpha - 1) log z + (beta - 1) log(1 - z) - log B(alpha, beta)
 *   dz/dtheta   -(dF/dtheta)/p
 *   moments     m = alpha / (alpha + beta), m (1 - m) / (alpha + beta + 1)
 *   KL to Beta closed
 * </pre>
 *
 * <p>Draws are never 0 or 1: the smallest positive double and the nearest below 1 stand for them.
 * Where a parameter is small enough for that to matter, {@link LogitOfBeta} loses nothing.
 */
public final class Beta implements Univariate {
  private static final long serialVersionUID = 1;
  private static final List<Parameter> PARAMETERS =
      List.of(Parameter.of("alpha", Domain.POSITIVE), Parameter.of("beta", Domain.POSITIVE));

  @Override
  public String name() {
    return "beta";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    double logit = StandardBeta.sampleLogit(theta[0], theta[1], noise);
    return OpenInterval.UNIT.clamp(Math.exp(Logit.logSigmoid(logit)));
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    if (!(z > 0 && z < 1)) {
      return Double.NEGATIVE_INFINITY;
    }
    double log = Math.log(z);
    double logRest = Math.log1p(-z);
    return StandardBeta.logDensityOfLogit(theta[0], theta[1], log, logRest) - log - logRest;
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    score[0] = Math.log(z) + Polygamma.digammaRise(theta[0], theta[1]);
    score[1] = Math.log1p(-z) + Polygamma.digammaRise(theta[1], theta[0]);
    return (theta[0] - 1) / z - (theta[1] - 1) / (1 - z);
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    double[] gradient = BetaGradient.at(theta[0], theta[1], z);
    derivative[0] = z * (1 - z) * gradient[0];
    derivative[1] = z * (1 - z) * gradient[1];
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    if (z <= 0 || z >= 1) {
      return z <= 0 ? 0 : 1;
    }
    return StandardBeta.cumulative(theta[0], theta[1], Math.log(z), Math.log1p(-z));
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(theta[0] / (theta[0] + theta[1]));
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    double n = theta[0] + theta[1];
    return OptionalDouble.of(theta[0] / n * (theta[1] / n) / (n + 1));
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return prior instanceof Beta ? Optional.of(DirichletKl::value) : Optional.empty();
  }
}
