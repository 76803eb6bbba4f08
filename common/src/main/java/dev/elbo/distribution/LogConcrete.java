package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;

/**
 * {@link Concrete} in logarithms, y = log softmax((l + g) / tau) (Maddison, Mnih, Teh 2017,
 * appendix): the same distribution with no corner that doubles run into.
 *
 * <pre>
 *   theta      logits [K], l, up to a common constant; the temperature tau is a constant of the family
 *   y          [K], logsumexp(y) = 0
 *   log p(y)   log Gamma(K) + (K - 1) log tau + sum_i (l_i - tau y_i) - K logsumexp_i(l_i - tau y_i)
 *   dy_i/dl_j  (delta_ij - exp(y_j)) / tau
 *   E, Var     no closed form; the center is log softmax(l / tau), the draw without noise
 * </pre>
 *
 * <p>The density is that with respect to the K - 1 log ratios d(y_i - y_K); that of z = exp(y) with
 * respect to dz_1 .. dz_(K-1) has sum_i y_i less. It does not change if a constant is added to y,
 * so it is not checked that exp(y) has sum 1.
 */
public final class LogConcrete implements Reparameterized {
  private static final long serialVersionUID = 1;

  private final int categories;
  private final double temperature;
  private final List<Parameter> parameters;

  /**
   * At one temperature.
   *
   * @param categories K, at least 2
   * @param temperature tau, 1e-100 to 1e100
   */
  public LogConcrete(int categories, double temperature) {
    this.parameters = Categorical.parameters("log-concrete", categories);
    this.categories = categories;
    this.temperature = RelaxedBernoulli.checkTemperature("log-concrete", temperature);
  }

  @Override
  public String name() {
    return "log-concrete";
  }

  @Override
  public int size() {
    return categories;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public void sample(double[] theta, Noise noise, double[] y) {
    check(theta);
    Categorical.perturb(theta, noise, y);
    Logits.logSoftmax(y, temperature, y);
  }

  @Override
  public double logDensity(double[] theta, double[] y) {
    check(theta);
    return Concrete.logRatioDensity(theta, y, temperature);
  }

  @Override
  public void addScore(double[] theta, double[] y, double weight, double[] gradient) {
    double[] shares = Concrete.shares(theta, y, temperature);
    for (int i = 0; i < categories; i++) {
      gradient[i] += weight * (1 - categories * shares[i]);
    }
  }

  @Override
  public void addSlope(double[] theta, double[] y, double weight, double[] gradient) {
    double[] shares = Concrete.shares(theta, y, temperature);
    for (int i = 0; i < categories; i++) {
      gradient[i] += weight * temperature * (categories * shares[i] - 1);
    }
  }

  @Override
  public void addPathwise(
      double[] theta, double[] y, Noise noise, double[] cotangent, double[] gradient) {
    double sum = 0;
    for (double one : cotangent) {
      sum += one;
    }
    for (int i = 0; i < categories; i++) {
      gradient[i] += (cotangent[i] - Math.exp(y[i]) * sum) / temperature;
    }
  }

  @Override
  public Optional<double[]> mean(double[] theta) {
    return Optional.empty();
  }

  @Override
  public Optional<double[]> variance(double[] theta) {
    return Optional.empty();
  }

  /** log softmax(l / tau), the draw without noise. */
  @Override
  public double[] center(double[] theta) {
    check(theta);
    double[] y = new double[categories];
    Logits.logSoftmax(theta, temperature, y);
    return y;
  }
}
