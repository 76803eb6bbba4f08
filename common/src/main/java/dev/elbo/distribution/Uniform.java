package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The uniform distribution between two bounds.
 *
 * <pre>
 *   theta       low, high &gt; low
 *   z           low + (high - low) u
 *   log p(z)    -log(high - low),   low &lt;= z &lt;= high
 *   dz/dtheta   1 - u, u;   u = (z - low) / (high - low)
 *   mean        (low + high) / 2;   variance (high - low)^2 / 12
 *   KL to Uniform  log(w2/w1), w the widths; infinite (gradient 0) if p does not contain q
 *   KL to Normal   -log w + log(2 pi)/2 + log s + (w^2/12 + (middle - m)^2) / (2 s^2)
 * </pre>
 */
public final class Uniform implements Univariate {
  private static final long serialVersionUID = 1;
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
  private static final List<Parameter> PARAMETERS =
      List.of(Parameter.of("low", Domain.REAL), Parameter.of("high", Domain.REAL));

  @Override
  public String name() {
    return "uniform";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public void check(double[] theta) {
    Domains.check(this, theta);
    if (new OpenInterval(theta[0], theta[1]).isEmpty() || Double.isInfinite(width(theta))) {
      throw new IllegalArgumentException(
          ("Cannot use low and high of uniform: no range of finite width lies between [%s] and"
                  + " [%s]. Give a low that is less than high.")
              .formatted(theta[0], theta[1]));
    }
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    double z = theta[0] + width(theta) * noise.uniform(0);
    return new OpenInterval(theta[0], theta[1]).clamp(z);
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    return z < theta[0] || z > theta[1] ? Double.NEGATIVE_INFINITY : -Math.log(width(theta));
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    score[0] = 1 / width(theta);
    score[1] = -1 / width(theta);
    return 0;
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    derivative[0] = (theta[1] - z) / width(theta);
    derivative[1] = (z - theta[0]) / width(theta);
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    return Math.max(0, Math.min(1, (z - theta[0]) / width(theta)));
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(middle(theta));
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    return OptionalDouble.of(width(theta) * width(theta) / 12);
  }

  @Override
  public boolean hasFixedSupport() {
    return false;
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    if (prior instanceof Uniform) {
      return Optional.of(Uniform::klToUniform);
    }
    return prior instanceof Normal ? Optional.of(Uniform::klToNormal) : Optional.empty();
  }

  private static double klToUniform(double[] theta, double[] prior, double[] gradient) {
    boolean contained = prior[0] <= theta[0] && theta[1] <= prior[1];
    gradient[0] = contained ? 1 / width(theta) : 0;
    gradient[1] = contained ? -1 / width(theta) : 0;
    return contained ? LogRatio.of(width(prior), width(theta)) : Double.POSITIVE_INFINITY;
  }

  private static double klToNormal(double[] theta, double[] prior, double[] gradient) {
    double width = width(theta);
    double x = (middle(theta) - prior[0]) / prior[1];
    double w = width / prior[1];
    gradient[0] = 1 / width + (0.5 * x - w / 12) / prior[1];
    gradient[1] = -1 / width + (0.5 * x + w / 12) / prior[1];
    return HALF_LOG_TWO_PI - Math.log(w) + 0.5 * (w * w / 12 + x * x);
  }

  private static double width(double[] theta) {
    return theta[1] - theta[0];
  }

  private static double middle(double[] theta) {
    return theta[0] + 0.5 * width(theta);
  }
}
