package dev.elbo.distribution.transform;

import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Parameter;
import dev.elbo.distribution.Reparameterized;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The distribution of z = T(x), x from a base family and T a chain of transforms (change of
 * variables; Rezende and Mohamed 2015, section 3).
 *
 * <pre>
 *   theta       that of the base, then of each step, as {@link Chain} names it
 *   log p(z)    l = log p_base(x) - log |det J(x)|,   x = T^-1(z)
 *   slope       s = J^-T dl/dx
 *   score       dl/dtheta at fixed x, less s^T dT/dtheta (inverse function theorem)
 *   pathwise    through T, then through the base, whose draw is repeated from the noise
 * </pre>
 *
 * <p>Mean and variance are known only if all steps are affine and the base has them. The center is
 * T of the base's center: the median where numbers are transformed one by one by increasing
 * functions, else just a point of high density. There is no KL in closed form: a Monte-Carlo
 * estimate of log q(z) - log p(z) ({@link dev.elbo.distribution.MonteCarloKl}). Where z is outside
 * of the range of T, the density is 0 and its gradients too.
 */
public final class Transformed implements Reparameterized {
  private static final long serialVersionUID = 1;

  private final String name;
  private final Reparameterized base;
  private final Chain chain;
  private final List<Parameter> parameters;

  /**
   * A family of that name.
   *
   * @param steps applied to a draw of the base, the first one first
   * @throws IllegalArgumentException if there are none, or their size is not the base's
   */
  public Transformed(String name, Reparameterized base, Transform... steps) {
    this.name = name;
    this.base = base;
    this.chain = new Chain(steps);
    if (chain.size() != base.size()) {
      throw new IllegalArgumentException(
          "Cannot transform %s: its size is [%d] and that of %s is [%d]. Give them one size."
              .formatted(base.name(), base.size(), steps[0].name(), chain.size()));
    }
    this.parameters =
        Stream.concat(base.parameters().stream(), chain.parameters().stream()).toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return base.size();
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public void sample(double[] theta, Noise noise, double[] z) {
    check(theta);
    double[] x = new double[size()];
    base.sample(ofBase(theta), noise, x);
    chain.forward(ofChain(theta), x, z);
    for (int i = 0; i < z.length; i++) {
      if (!Double.isFinite(z[i])) {
        throw new IllegalArgumentException(
            "Cannot sample %s: number %d is [%s], from [%s] of %s. Give smaller parameters."
                .formatted(name, i, z[i], x[i], base.name()));
      }
    }
  }

  @Override
  public double logDensity(double[] theta, double[] z) {
    check(theta);
    double[] x = new double[size()];
    if (!chain.inverse(ofChain(theta), z, x)) {
      return Double.NEGATIVE_INFINITY;
    }
    double log = base.logDensity(ofBase(theta), x) - chain.logDeterminant(ofChain(theta), x);
    if (Double.isNaN(log)) {
      throw new IllegalArgumentException(
          "Cannot tell the log density of %s: it is [NaN] at z = %s. Give finite numbers and smaller parameters."
              .formatted(name, Arrays.toString(z)));
    }
    return log;
  }

  @Override
  public void addScore(double[] theta, double[] z, double weight, double[] gradient) {
    double[] x = new double[size()];
    double[] ofChain = ofChain(theta);
    if (!chain.inverse(ofChain, z, x)) {
      return;
    }
    double[] baseGradient = new double[base.parameterCount()];
    double[] chainGradient = new double[ofChain.length];
    base.addScore(ofBase(theta), x, weight, baseGradient);
    double[] cotangent = slope(theta, x, weight, chainGradient);
    for (int i = 0; i < cotangent.length; i++) {
      cotangent[i] = -cotangent[i];
    }
    chain.addPullback(ofChain, x, cotangent, new double[size()], chainGradient);
    add(baseGradient, chainGradient, gradient);
  }

  @Override
  public void addSlope(double[] theta, double[] z, double weight, double[] gradient) {
    double[] x = new double[size()];
    double[] ofChain = ofChain(theta);
    if (!chain.inverse(ofChain, z, x)) {
      return;
    }
    double[] slope = slope(theta, x, weight, new double[ofChain.length]);
    for (int i = 0; i < slope.length; i++) {
      gradient[i] += slope[i];
    }
  }

  /** J^-T dl/dx, and dl/dtheta of the chain at fixed x; both times the weight. */
  private double[] slope(double[] theta, double[] x, double weight, double[] chainGradient) {
    double[] slope = new double[size()];
    base.addSlope(ofBase(theta), x, weight, slope);
    chain.addLogDeterminant(ofChain(theta), x, -weight, slope, chainGradient);
    chain.solveTransposed(ofChain(theta), x, slope);
    return slope;
  }

  @Override
  public void addPathwise(
      double[] theta, double[] z, Noise noise, double[] cotangent, double[] gradient) {
    double[] ofBase = ofBase(theta);
    double[] ofChain = ofChain(theta);
    double[] x = new double[size()];
    base.sample(ofBase, noise, x);
    double[] ofX = new double[size()];
    double[] baseGradient = new double[ofBase.length];
    double[] chainGradient = new double[ofChain.length];
    chain.addPullback(ofChain, x, cotangent, ofX, chainGradient);
    base.addPathwise(ofBase, x, noise, ofX, baseGradient);
    add(baseGradient, chainGradient, gradient);
  }

  @Override
  public boolean hasFixedSupport() {
    return base.hasFixedSupport();
  }

  @Override
  public Optional<double[]> mean(double[] theta) {
    check(theta);
    return chain.isAffine() ? base.mean(ofBase(theta)).map(x -> image(theta, x)) : Optional.empty();
  }

  @Override
  public Optional<double[]> variance(double[] theta) {
    check(theta);
    return chain.isAffine()
        ? base.variance(ofBase(theta)).map(v -> scaled(theta, v))
        : Optional.empty();
  }

  @Override
  public double[] center(double[] theta) {
    check(theta);
    return image(theta, base.center(ofBase(theta)));
  }

  private double[] image(double[] theta, double[] x) {
    double[] z = new double[size()];
    chain.forward(ofChain(theta), x, z);
    return z;
  }

  /** The variance times the square of the diagonal J, the pullback of ones. */
  private double[] scaled(double[] theta, double[] variance) {
    double[] ones = new double[size()];
    Arrays.fill(ones, 1);
    double[] scale = new double[size()];
    double[] ofChain = ofChain(theta);
    chain.addPullback(ofChain, new double[size()], ones, scale, new double[ofChain.length]);
    double[] result = new double[size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = scale[i] * scale[i] * variance[i];
    }
    return result;
  }

  private double[] ofBase(double[] theta) {
    return Arrays.copyOf(theta, base.parameterCount());
  }

  private double[] ofChain(double[] theta) {
    return Arrays.copyOfRange(theta, base.parameterCount(), theta.length);
  }

  private static void add(double[] ofBase, double[] ofChain, double[] gradient) {
    for (int j = 0; j < ofBase.length; j++) {
      gradient[j] += ofBase[j];
    }
    for (int j = 0; j < ofChain.length; j++) {
      gradient[ofBase.length + j] += ofChain[j];
    }
  }
}
