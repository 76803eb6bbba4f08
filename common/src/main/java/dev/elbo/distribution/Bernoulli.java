package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;

/**
 * One bit, z in {0, 1}. A vector of bits is {@code Independent.of(new Bernoulli(), n)}.
 *
 * <pre>
 *   theta      logits [1], l = log(p / (1 - p)); {@link #theta} makes it of probabilities
 *   z          1 where l + log(u / (1 - u)) &gt; 0, u = noise.uniform(0)
 *   log p(z)   z log p + (1 - z) log(1 - p)
 *   score      z - p
 *   E, Var     p, p (1 - p)
 *   KL to Bernoulli  p log(p / q) + (1 - p) log((1 - p) / (1 - q))
 * </pre>
 *
 * <p>A bit has no pathwise gradient: use an estimator for discrete z, or its relaxation {@link
 * RelaxedBernoulli}, which draws from the same noise the number whose rounding is this bit.
 */
public final class Bernoulli implements Family {
  private static final long serialVersionUID = 1;
  private static final List<Parameter> PARAMETERS = List.of(Parameter.of("logits", Domain.REAL));

  /**
   * The logits of probabilities, theta of as many independent bits.
   *
   * @param probabilities each strictly between 0 and 1
   * @return [probabilities]
   * @throws IllegalArgumentException if one is 0, 1, outside or NaN
   */
  public static double[] theta(double... probabilities) {
    double[] theta = new double[probabilities.length];
    for (int i = 0; i < theta.length; i++) {
      if (!Domain.UNIT.contains(probabilities[i])) {
        throw new IllegalArgumentException(
            ("Cannot take the logit of the probability [%s] of a bernoulli: it is not strictly"
                    + " between 0 and 1. Give one that is, such as 1e-6 for an unlikely bit.")
                .formatted(probabilities[i]));
      }
      theta[i] = Logits.logit(probabilities[i]);
    }
    return theta;
  }

  @Override
  public String name() {
    return "bernoulli";
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public void sample(double[] theta, Noise noise, double[] z) {
    check(theta);
    z[0] = theta[0] + Logits.logit(noise.uniform(0)) > 0 ? 1 : 0;
  }

  @Override
  public double logDensity(double[] theta, double[] z) {
    check(theta);
    if (z[0] == 1) {
      return -Logits.softplus(-theta[0]);
    }
    return z[0] == 0 ? -Logits.softplus(theta[0]) : Double.NEGATIVE_INFINITY;
  }

  @Override
  public void addScore(double[] theta, double[] z, double weight, double[] gradient) {
    // 1 - p as such would lose the digits of a p near 1.
    double score = z[0] == 1 ? Logits.sigmoid(-theta[0]) : z[0] - Logits.sigmoid(theta[0]);
    gradient[0] += weight * score;
  }

  @Override
  public Optional<double[]> mean(double[] theta) {
    check(theta);
    return Optional.of(new double[] {Logits.sigmoid(theta[0])});
  }

  @Override
  public Optional<double[]> variance(double[] theta) {
    check(theta);
    return Optional.of(new double[] {Logits.sigmoid(theta[0]) * Logits.sigmoid(-theta[0])});
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return prior instanceof Bernoulli ? Optional.of(Bernoulli::kl) : Optional.empty();
  }

  private static double kl(double[] theta, double[] prior, double[] gradient) {
    double l = theta[0];
    double m = prior[0];
    double p = Logits.sigmoid(l);
    double q = Logits.sigmoid(-l);
    gradient[0] = p * q * l - p * q * m;
    return p * (Logits.softplus(-m) - Logits.softplus(-l))
        + q * (Logits.softplus(m) - Logits.softplus(l));
  }
}
