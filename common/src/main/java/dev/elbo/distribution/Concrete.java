package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The relaxation of a choice among K categories to a point of the simplex, Gumbel-softmax or
 * Concrete (Jang, Gu, Poole 2017; Maddison, Mnih, Teh 2017): z = softmax((l + g) / tau) with
 * standard Gumbel noise g.
 *
 * <pre>
 *   theta      logits [K], l, up to a common constant; the temperature tau is a constant of the family
 *   z          [K] with sum 1; each kept off 0 and 1 by the smallest normal double and by 2^-53
 *   log p(z)   log Gamma(K) + (K - 1) log tau + sum_i (l_i - (tau + 1) log z_i)
 *                - K logsumexp_i(l_i - tau log z_i)
 *   dz_i/dl_j  z_i (delta_ij - z_j) / tau
 *   E, Var     no closed form; the center is softmax(l / tau), the draw without noise
 * </pre>
 *
 * <p>The density is that with respect to dz_1 .. dz_(K-1), Lebesgue's measure on the simplex. The
 * slope is that of the formula above in all K numbers, to be used along directions that keep the
 * sum. {@link LogConcrete} is the same distribution in log z, for low temperatures, where z is so
 * near a corner that a double cannot tell.
 *
 * <p>The largest number of z is where {@link Categorical} draws its 1 from the same noise.
 *
 * <p>The KL between two of them has no closed form. There are two choices. One sample, log q(z) -
 * log p(z) with both relaxed: then the objective is a bound on the evidence of the relaxed model
 * (Maddison et al.). Or the KL of the categories, {@link Categorical}'s, pi against the prior:
 * cheap and without variance, but then the objective is no bound while z is soft (Jang et al.).
 */
public final class Concrete implements Reparameterized {
  private static final long serialVersionUID = 1;
  private static final double SUM_TOLERANCE = 1e-9;

  private final int categories;
  private final double temperature;
  private final List<Parameter> parameters;

  /**
   * At one temperature.
   *
   * @param categories K, at least 2
   * @param temperature tau, 1e-100 to 1e100
   */
  public Concrete(int categories, double temperature) {
    this.parameters = Categorical.parameters("concrete", categories);
    this.categories = categories;
    this.temperature = RelaxedBernoulli.checkTemperature("concrete", temperature);
  }

  /** tau. */
  public double temperature() {
    return temperature;
  }

  @Override
  public String name() {
    return "concrete";
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
  public void sample(double[] theta, Noise noise, double[] z) {
    check(theta);
    Categorical.perturb(theta, noise, z);
    soften(z, z);
  }

  private void soften(double[] logits, double[] z) {
    Logits.softmax(logits, temperature, z);
    for (int i = 0; i < categories; i++) {
      z[i] = RelaxedBernoulli.open(z[i]);
    }
  }

  @Override
  public double logDensity(double[] theta, double[] z) {
    check(theta);
    double sum = 0;
    double logs = 0;
    for (double one : z) {
      if (!Domain.UNIT.contains(one)) {
        return Double.NEGATIVE_INFINITY;
      }
      sum += one;
      logs += Math.log(one);
    }
    if (Math.abs(sum - 1) > SUM_TOLERANCE * categories) {
      return Double.NEGATIVE_INFINITY;
    }
    return logRatioDensity(theta, logarithm(z), temperature) - logs;
  }

  /** The log density with respect to d log(z_i / z_K), i below K, at y = log z. */
  static double logRatioDensity(double[] theta, double[] y, double temperature) {
    double[] a = exponents(theta, y, temperature);
    double sum = 0;
    double logSum = Logits.logSumExp(a);
    for (double one : a) {
      sum += one - logSum;
    }
    return LogGamma.value(a.length) + (a.length - 1) * Math.log(temperature) + sum;
  }

  /** softmax(l - tau y), all that score and slope need. */
  static double[] shares(double[] theta, double[] y, double temperature) {
    double[] a = exponents(theta, y, temperature);
    Logits.softmax(a, 1, a);
    return a;
  }

  private static double[] exponents(double[] theta, double[] y, double temperature) {
    double[] a = new double[y.length];
    for (int i = 0; i < a.length; i++) {
      a[i] = theta[i] - temperature * y[i];
    }
    return a;
  }

  private static double[] logarithm(double[] z) {
    double[] y = new double[z.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.log(z[i]);
    }
    return y;
  }

  @Override
  public void addScore(double[] theta, double[] z, double weight, double[] gradient) {
    double[] shares = shares(theta, logarithm(z), temperature);
    for (int i = 0; i < categories; i++) {
      gradient[i] += weight * (1 - categories * shares[i]);
    }
  }

  @Override
  public void addSlope(double[] theta, double[] z, double weight, double[] gradient) {
    double[] shares = shares(theta, logarithm(z), temperature);
    for (int i = 0; i < categories; i++) {
      gradient[i] += weight * (temperature * (categories * shares[i] - 1) - 1) / z[i];
    }
  }

  @Override
  public void addPathwise(
      double[] theta, double[] z, Noise noise, double[] cotangent, double[] gradient) {
    double along = 0;
    for (int i = 0; i < categories; i++) {
      along += cotangent[i] * z[i];
    }
    for (int i = 0; i < categories; i++) {
      gradient[i] += z[i] * (cotangent[i] - along) / temperature;
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

  /** softmax(l / tau), the draw without noise. */
  @Override
  public double[] center(double[] theta) {
    check(theta);
    double[] z = new double[categories];
    soften(theta, z);
    return z;
  }
}
