package dev.elbo.distribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A mixture of K members of one family of one number. The component that draws z is not kept: the
 * gradient is that of the distributional transform, the inverse of the mixture's F (Figurnov,
 * Mohamed, Mnih 2018; Graves 2016).
 *
 * <pre>
 *   theta       logits [K], then each block of the components [K]; weights w = softmax(logits)
 *   log p(z)    log sum_k w_k p_k(z)
 *   dz/dtheta   logits: -w_k (F_k(z) - F(z)) / p(z)
 *               components: w_k p_k(z) / p(z) times that of component k at z
 *   moments     sum_k w_k m_k, sum_k w_k (v_k + (m_k - mean)^2), where the components have them
 *   KL          no closed form
 * </pre>
 *
 * <p>The gradient in the logits is a difference of probabilities over a density: its absolute error
 * is about 1e-16 / p(z). The center is the mean, or where the components have none the weighted sum
 * of their centers.
 */
public final class Mixture implements Univariate {
  private static final long serialVersionUID = 1;

  private final Univariate component;
  private final int count;
  private final Independent components;
  private final List<Parameter> parameters;

  /**
   * A mixture.
   *
   * @param component the family of each component
   * @param count K, 1 or more
   */
  public Mixture(Univariate component, int count) {
    this.component = component;
    this.count = count;
    this.components = Independent.of(component, count);
    List<Parameter> all = new ArrayList<>();
    all.add(new Parameter("logits", count, Domain.REAL));
    all.addAll(components.parameters());
    this.parameters = List.copyOf(all);
  }

  @Override
  public String name() {
    return "mixture";
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  /** As any family; and each component checks what is its own. */
  @Override
  public void check(double[] theta) {
    Domains.check(this, theta);
    for (double[] of : ofComponents(theta)) {
      component.check(of);
    }
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    double[] logWeights = logWeights(theta);
    double u = noise.at(0).uniform(0);
    int k = 0;
    double cumulated = Math.exp(logWeights[0]);
    while (u > cumulated && k < count - 1) {
      k++;
      cumulated += Math.exp(logWeights[k]);
    }
    return component.sample(ofComponents(theta)[k], noise.at(1));
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    return LogSum.of(joint(theta, z));
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    double[][] ofComponents = ofComponents(theta);
    double[] shares = shares(joint(theta, z));
    double[] ofBlocks = new double[theta.length - count];
    double slope = 0;
    for (int k = 0; k < count; k++) {
      double[] one = new double[component.parameterCount()];
      if (shares[k] > 0) {
        slope += shares[k] * component.slope(ofComponents[k], z, one);
        addScaled(one, shares[k], k, ofBlocks);
      }
      score[k] = shares[k] - Math.exp(logWeights(theta)[k]);
    }
    System.arraycopy(ofBlocks, 0, score, count, ofBlocks.length);
    return slope;
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    double[][] ofComponents = ofComponents(theta);
    double[] logWeights = logWeights(theta);
    double[] joint = joint(theta, z);
    double[] shares = shares(joint);
    double density = Math.exp(LogSum.of(joint));
    double[] below = new double[count];
    double mixed = 0;
    for (int k = 0; k < count; k++) {
      below[k] = component.cumulative(ofComponents[k], z);
      mixed += Math.exp(logWeights[k]) * below[k];
    }
    double[] ofBlocks = new double[theta.length - count];
    for (int k = 0; k < count; k++) {
      double[] one = new double[component.parameterCount()];
      if (shares[k] > 0) {
        component.pathwise(ofComponents[k], z, one);
        addScaled(one, shares[k], k, ofBlocks);
      }
      // Where the density underflows no draw is: the mass moves without z.
      derivative[k] = density > 0 ? Math.exp(logWeights[k]) * (mixed - below[k]) / density : 0;
    }
    System.arraycopy(ofBlocks, 0, derivative, count, ofBlocks.length);
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    double[] logWeights = logWeights(theta);
    double[][] ofComponents = ofComponents(theta);
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += Math.exp(logWeights[k]) * component.cumulative(ofComponents[k], z);
    }
    return sum;
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    return weighted(theta, component::meanValue);
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    OptionalDouble mean = meanValue(theta);
    if (mean.isEmpty() || Double.isInfinite(mean.getAsDouble())) {
      return OptionalDouble.empty();
    }
    return weighted(
        theta,
        of -> {
          OptionalDouble variance = component.varianceValue(of);
          double shift = component.meanValue(of).orElseThrow() - mean.getAsDouble();
          return variance.isPresent()
              ? OptionalDouble.of(variance.getAsDouble() + shift * shift)
              : variance;
        });
  }

  @Override
  public double[] center(double[] theta) {
    OptionalDouble mean = meanValue(theta);
    if (mean.isPresent() && Double.isFinite(mean.getAsDouble())) {
      return new double[] {mean.getAsDouble()};
    }
    return new double[] {
      weighted(theta, of -> OptionalDouble.of(component.center(of)[0])).orElseThrow()
    };
  }

  private OptionalDouble weighted(double[] theta, Function<double[], OptionalDouble> moment) {
    check(theta);
    double[] logWeights = logWeights(theta);
    double[][] ofComponents = ofComponents(theta);
    double sum = 0;
    for (int k = 0; k < count; k++) {
      OptionalDouble one = moment.apply(ofComponents[k]);
      if (one.isEmpty()) {
        return one;
      }
      sum += Math.exp(logWeights[k]) * one.getAsDouble();
    }
    return OptionalDouble.of(sum);
  }

  private double[][] ofComponents(double[] theta) {
    double[] blocks = Arrays.copyOfRange(theta, count, theta.length);
    double[][] result = new double[count][];
    for (int k = 0; k < count; k++) {
      result[k] = components.theta(blocks, k);
    }
    return result;
  }

  private double[] logWeights(double[] theta) {
    double[] logits = Arrays.copyOf(theta, count);
    double logSum = LogSum.of(logits);
    return Arrays.stream(logits).map(logit -> logit - logSum).toArray();
  }

  /** log w_k p_k(z). */
  private double[] joint(double[] theta, double z) {
    double[] result = logWeights(theta);
    double[][] ofComponents = ofComponents(theta);
    for (int k = 0; k < count; k++) {
      result[k] += component.logDensity(ofComponents[k], z);
    }
    return result;
  }

  @Override
  public boolean hasFixedSupport() {
    return component.hasFixedSupport();
  }

  private void addScaled(double[] one, double share, int k, double[] ofBlocks) {
    for (int j = 0; j < one.length; j++) {
      one[j] *= share;
    }
    components.addGradient(one, k, ofBlocks);
  }

  /** w_k p_k(z) / p(z). */
  private static double[] shares(double[] joint) {
    double logSum = LogSum.of(joint);
    return Arrays.stream(joint)
        .map(j -> j == Double.NEGATIVE_INFINITY ? 0 : Math.exp(j - logSum))
        .toArray();
  }
}
