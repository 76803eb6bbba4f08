package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The distribution of z = log(x / (1 - x)) with x ~ {@link Beta}: the same family on the whole
 * line, where draws of small parameters lose no digits.
 *
 * <pre>
 *   theta       alpha &gt; 0, beta &gt; 0 (of x)
 *   log p(z)    alpha log x + beta log(1 - x) - log B(alpha, beta),   x = 1 / (1 + e^-z)
 *   dz/dtheta   -(dF/dtheta)/p
 *   moments     psi(alpha) - psi(beta), psi'(alpha) + psi'(beta)
 *   KL to LogitOfBeta closed: that of the Betas
 * </pre>
 */
public final class LogitOfBeta implements Univariate {
  private static final long serialVersionUID = 1;
  private static final List<Parameter> PARAMETERS =
      List.of(Parameter.of("alpha", Domain.POSITIVE), Parameter.of("beta", Domain.POSITIVE));

  @Override
  public String name() {
    return "logit-beta";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    return StandardBeta.sampleLogit(theta[0], theta[1], noise);
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    return StandardBeta.logDensityOfLogit(
        theta[0], theta[1], Logit.logSigmoid(z), Logit.logSigmoid(-z));
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    double log = Logit.logSigmoid(z);
    double logRest = Logit.logSigmoid(-z);
    score[0] = log + Polygamma.digammaRise(theta[0], theta[1]);
    score[1] = logRest + Polygamma.digammaRise(theta[1], theta[0]);
    return Math.fma(theta[0], Math.exp(logRest), -theta[1] * Math.exp(log));
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    double[] gradient = BetaGradient.atLogit(theta[0], theta[1], z);
    derivative[0] = gradient[0];
    derivative[1] = gradient[1];
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    return StandardBeta.cumulative(theta[0], theta[1], Logit.logSigmoid(z), Logit.logSigmoid(-z));
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(Polygamma.digamma(theta[0]) - Polygamma.digamma(theta[1]));
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(Polygamma.trigamma(theta[0]) + Polygamma.trigamma(theta[1]));
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return prior instanceof LogitOfBeta ? Optional.of(DirichletKl::value) : Optional.empty();
  }
}
