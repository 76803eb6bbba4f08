package dev.elbo.distribution;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One of K categories, z a one-hot vector [K].
 *
 * <pre>
 *   theta      logits [K], log probabilities up to a common constant; {@link #theta} makes them
 *   z          one-hot of argmax_i (l_i + g_i), g_i = -log(-log u_i), u_i = noise.uniform(i)
 *              (Gumbel-max; Maddison, Tarlow, Minka 2014)
 *   log p(z)   log softmax(l) of the category
 *   score      z - pi, pi = softmax(l)
 *   E, Var     pi, pi (1 - pi)
 *   KL to Categorical  sum_i pi_i log(pi_i / rho_i)
 * </pre>
 *
 * <p>It has no pathwise gradient: use an estimator for discrete z, or its relaxation {@link
 * Concrete}, which draws from the same noise the point whose largest number this one is.
 */
public final class Categorical implements Family {
  private static final long serialVersionUID = 1;
  private static final double SUM_TOLERANCE = 1e-6;

  private final int categories;
  private final List<Parameter> parameters;

  /**
   * A choice among so many categories.
   *
   * @param categories K, at least 2
   */
  public Categorical(int categories) {
    this.parameters = parameters("categorical", categories);
    this.categories = categories;
  }

  /** The one block of logits that a choice and its relaxations have. */
  static List<Parameter> parameters(String name, int categories) {
    if (categories < 2) {
      throw new IllegalArgumentException(
          "Cannot make a %s: [%d] categories leave no choice. Give 2 or more."
              .formatted(name, categories));
    }
    return List.of(new Parameter("logits", categories, Domain.REAL));
  }

  /**
   * The logits log pi of probabilities.
   *
   * @param probabilities [K] above 0, with sum 1 up to 1e-6
   * @throws IllegalArgumentException if one is 0, 1, outside or NaN, or their sum is not 1
   */
  public static double[] theta(double... probabilities) {
    for (double p : probabilities) {
      if (!Domain.UNIT.contains(p)) {
        throw new IllegalArgumentException(
            ("Cannot take the logit of the probability [%s] of a categorical: it is not strictly"
                    + " between 0 and 1. Give one that is, such as 1e-6 for an unlikely category.")
                .formatted(p));
      }
    }
    checkProbabilities(probabilities);
    return Arrays.stream(probabilities).map(Math::log).toArray();
  }

  /**
   * KL(p || q) of two probability vectors as they are given, not normalised again: sum p log(p/q),
   * with 0 log 0 = 0.
   *
   * @param p [K] in [0, 1], with sum 1 up to 1e-6
   * @param q the same
   * @return nats; infinite where p has mass that q lacks
   */
  public static double kl(double[] p, double[] q) {
    checkProbabilities(p);
    checkProbabilities(q);
    if (p.length != q.length) {
      throw new IllegalArgumentException(
          "Cannot compare categoricals: one has [%d] categories, the other [%d]. Give equal numbers."
              .formatted(p.length, q.length));
    }
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += p[i] == 0 ? 0 : p[i] * Math.log(p[i] / q[i]);
    }
    return sum;
  }

  @Override
  public String name() {
    return "categorical";
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
    perturb(theta, noise, z);
    int best = 0;
    for (int i = 1; i < z.length; i++) {
      best = z[i] > z[best] ? i : best;
    }
    Arrays.fill(z, 0);
    z[best] = 1;
  }

  /** The logits with standard Gumbel noise added. */
  static void perturb(double[] logits, Noise noise, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = logits[i] - Math.log(-Math.log(noise.uniform(i)));
    }
  }

  @Override
  public double logDensity(double[] theta, double[] z) {
    check(theta);
    int category = -1;
    for (int i = 0; i < categories; i++) {
      if (z[i] == 1 && category < 0) {
        category = i;
      } else if (z[i] != 0) {
        return Double.NEGATIVE_INFINITY;
      }
    }
    if (category < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return logProbabilities(theta)[category];
  }

  @Override
  public void addScore(double[] theta, double[] z, double weight, double[] gradient) {
    double[] pi = probabilities(theta);
    for (int i = 0; i < categories; i++) {
      gradient[i] += weight * (z[i] - pi[i]);
    }
  }

  @Override
  public Optional<double[]> mean(double[] theta) {
    check(theta);
    return Optional.of(probabilities(theta));
  }

  @Override
  public Optional<double[]> variance(double[] theta) {
    check(theta);
    return Optional.of(Arrays.stream(probabilities(theta)).map(p -> p * (1 - p)).toArray());
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return prior instanceof Categorical other && other.categories == categories
        ? Optional.of(Categorical::kl)
        : Optional.empty();
  }

  private static double kl(double[] theta, double[] prior, double[] gradient) {
    double[] logP = logProbabilities(theta);
    double[] logQ = logProbabilities(prior);
    double sum = 0;
    for (int i = 0; i < gradient.length; i++) {
      double p = Math.exp(logP[i]);
      gradient[i] = p == 0 ? 0 : p * (logP[i] - logQ[i]);
      sum += gradient[i];
    }
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] -= Math.exp(logP[i]) * sum;
    }
    return sum;
  }

  private static double[] probabilities(double[] logits) {
    double[] result = new double[logits.length];
    Logits.softmax(logits, 1, result);
    return result;
  }

  private static double[] logProbabilities(double[] logits) {
    double[] result = new double[logits.length];
    Logits.logSoftmax(logits, 1, result);
    return result;
  }

  private static void checkProbabilities(double[] probabilities) {
    double sum = 0;
    for (double p : probabilities) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException(
            "Cannot use [%s] as a probability of a categorical: it is not in [0, 1]. Give one that is."
                .formatted(p));
      }
      sum += p;
    }
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
      throw new IllegalArgumentException(
          "Cannot use the probabilities %s of a categorical: their sum is [%s]. Give a sum of 1."
              .formatted(Arrays.toString(probabilities), sum));
    }
  }
}
