package dev.elbo.distribution;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The relaxation of a bit to a number between 0 and 1, also called binary Concrete (Maddison, Mnih,
 * Teh 2017, appendix B; Jang, Gu, Poole 2017): z = sigmoid(y), y = (l + log(u / (1 - u))) / tau.
 *
 * <pre>
 *   theta      logits [1], l; the temperature tau is a constant of the family
 *   z          in (0, 1); kept off 0 and 1 by the smallest normal double and by 2^-53
 *   log p(z)   log p(y) - log z - log(1 - z), the density of z itself (d P / d z), where
 *   log p(y)   log tau + (l - tau y) - 2 softplus(l - tau y), y = logit z: that of a logistic with
 *              location l / tau and scale 1 / tau
 *   F(z)       sigmoid(tau y - l)
 *   dz/dl      z (1 - z) / tau
 *   E, Var     no closed form; the center is the median, sigmoid(l / tau)
 * </pre>
 *
 * <p>P(z &gt; 1/2) = sigmoid(l) at any temperature: rounded, z is the bit that {@link Bernoulli}
 * draws from the same noise. As tau falls to 0, z tends to that bit and the variance of gradients
 * through it grows without bound.
 *
 * <p>The KL between two of them has no closed form. There are two choices. One sample, log q(z) -
 * log p(z) with both relaxed: then the objective is a bound on the evidence of the relaxed model.
 * Or the KL of the bits, {@link Bernoulli}'s: cheap and without variance, but then the objective is
 * no bound while z is soft. {@link LogitRelaxedBernoulli} is the same distribution in log odds: at
 * temperatures below about 0.5 take the one-sample KL there, since a double z is within 2^-53 of 1,
 * and its log odds are lost, from y = 37 on.
 */
public final class RelaxedBernoulli implements Univariate {
  private static final long serialVersionUID = 1;
  private static final List<Parameter> PARAMETERS = List.of(Parameter.of("logits", Domain.REAL));

  private final double temperature;
  private final LogitRelaxedBernoulli logOdds;

  /**
   * At one temperature.
   *
   * @param temperature tau, 1e-100 to 1e100
   */
  public RelaxedBernoulli(double temperature) {
    this.temperature = checkTemperature("relaxed-bernoulli", temperature);
    this.logOdds = new LogitRelaxedBernoulli(temperature);
  }

  static double checkTemperature(String name, double temperature) {
    // Beyond, gradients would overflow.
    if (!(temperature >= 1e-100 && temperature <= 1e100)) {
      throw new IllegalArgumentException(
          "Cannot make a %s: the temperature [%s] is not in [1e-100, 1e100]. Give one such as 0.5."
              .formatted(name, temperature));
    }
    return temperature;
  }

  /** The nearest number strictly between 0 and 1 with a finite reciprocal and log odds. */
  static double open(double z) {
    return Math.min(Math.max(z, Double.MIN_NORMAL), Math.nextDown(1.0));
  }

  /** tau. */
  public double temperature() {
    return temperature;
  }

  @Override
  public String name() {
    return "relaxed-bernoulli";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    return open(Logits.sigmoid(logOdds.sample(theta, noise)));
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    if (!Domain.UNIT.contains(z)) {
      return Double.NEGATIVE_INFINITY;
    }
    return logOdds.logDensity(theta, Logits.logit(z)) - Math.log(z) - Math.log1p(-z);
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    double slope = logOdds.slope(theta, Logits.logit(z), score);
    return (slope + 2 * z - 1) / z / (1 - z);
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    derivative[0] = z * (1 - z) / temperature;
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    if (!Domain.UNIT.contains(z)) {
      return z >= 1 ? 1 : 0;
    }
    return logOdds.cumulative(theta, Logits.logit(z));
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    return OptionalDouble.empty();
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    return OptionalDouble.empty();
  }

  /** The median, sigmoid(l / tau). */
  @Override
  public double[] center(double[] theta) {
    check(theta);
    return new double[] {open(Logits.sigmoid(theta[0] / temperature))};
  }
}
