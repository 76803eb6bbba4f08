package dev.elbo.distribution;

import java.util.List;
import java.util.OptionalDouble;

/**
 * {@link RelaxedBernoulli} in log odds, y = (l + log(u / (1 - u))) / tau (Maddison, Mnih, Teh 2017,
 * appendix): the same distribution with no ends that doubles run into.
 *
 * <pre>
 *   theta      logits [1], l; the temperature tau is a constant of the family
 *   y          any number; z = sigmoid(y)
 *   log p(y)   log tau + (l - tau y) - 2 softplus(l - tau y), a logistic with location l / tau and
 *              scale 1 / tau; that of z has log z + log(1 - z) less
 *   F(y)       sigmoid(tau y - l)
 *   dy/dl      1 / tau
 *   E, Var     l / tau, pi^2 / (3 tau^2)
 * </pre>
 */
public final class LogitRelaxedBernoulli implements Univariate {
  private static final long serialVersionUID = 1;
  private static final List<Parameter> PARAMETERS = List.of(Parameter.of("logits", Domain.REAL));

  private final double temperature;

  /**
   * At one temperature.
   *
   * @param temperature tau, 1e-100 to 1e100
   */
  public LogitRelaxedBernoulli(double temperature) {
    this.temperature = RelaxedBernoulli.checkTemperature("logit-relaxed-bernoulli", temperature);
  }

  @Override
  public String name() {
    return "logit-relaxed-bernoulli";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    return (theta[0] + Logits.logit(noise.uniform(0))) / temperature;
  }

  @Override
  public double logDensity(double[] theta, double y) {
    check(theta);
    // a - 2 softplus(a) is even in a.
    double a = Math.abs(theta[0] - temperature * y);
    return Math.log(temperature) - a - 2 * Math.log1p(Math.exp(-a));
  }

  @Override
  public double slope(double[] theta, double y, double[] score) {
    double t = Math.tanh((theta[0] - temperature * y) / 2);
    score[0] = -t;
    return temperature * t;
  }

  @Override
  public void pathwise(double[] theta, double y, double[] derivative) {
    derivative[0] = 1 / temperature;
  }

  @Override
  public double cumulative(double[] theta, double y) {
    check(theta);
    return Logits.sigmoid(temperature * y - theta[0]);
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(theta[0] / temperature);
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(Math.PI * Math.PI / 3 / temperature / temperature);
  }
}
