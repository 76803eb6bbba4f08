package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The normal distribution restricted to lie between two constants, of which either may be infinite.
 *
 * <pre>
 *   theta       mean m, scale s &gt; 0 of the normal before truncation
 *   z           F^-1(u)
 *   log p(z)    log phi(x) - log s - log(Phi(B) - Phi(A)),   x = (z - m)/s, A = (low - m)/s, B = ..
 *   dz/dm       H (E[x' - x | x' &gt; x] + E[x - x' | x' &lt; x]),   H = F (1 - F) / p(x)
 *   dz/ds       H (E[x'^2 | x' &gt; x] - E[x'^2 | x' &lt; x])
 *   KL          closed to TruncatedNormal, Normal and Uniform: {@link TruncatedNormalKl}
 * </pre>
 *
 * <p>The derivatives are those of F by the rule for exponential families, d/d eta F(z) = Cov(1[Z
 * &lt; z], T(Z)), in which nothing cancels; the customary form 1 - [(1 - u) phi(A) + u
 * phi(B)]/phi(x) is equal to it, but loses all digits in the tails. Densities, moments and
 * derivatives keep about 12 digits wherever the bounds are: 8 to 9, a mean a million scales outside
 * of them, or a range a billionth of a scale wide ({@link GaussianSegment}).
 */
public final class TruncatedNormal implements Univariate {
  private static final long serialVersionUID = 1;
  private static final OpenInterval FINITE_POWERS = new OpenInterval(-1e75, 1e75);
  private static final List<Parameter> PARAMETERS =
      List.of(Parameter.of("mean", Domain.REAL), Parameter.of("scale", Domain.POSITIVE));

  private final OpenInterval bounds;

  /** The normal between {@code low} and {@code high}; either may be infinite. */
  public TruncatedNormal(double low, double high) {
    this.bounds = new OpenInterval(low, high);
    if (bounds.isEmpty()) {
      throw new IllegalArgumentException(
          ("Cannot truncate a normal: no range lies between [%s] and [%s]. Give a low that is less"
                  + " than high.")
              .formatted(low, high));
    }
  }

  /** The lower bound of z. */
  public double low() {
    return bounds.low();
  }

  /** The upper bound of z. */
  public double high() {
    return bounds.high();
  }

  @Override
  public String name() {
    return "truncated-normal";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    double mode = mode(theta);
    double x = standardized(theta, mode);
    TruncatedGaussian there = seenFrom(theta, mode);
    double share = there.cumulative();
    double u = noise.uniform(0);
    double t =
        u < share
            ? -GaussianTail.distance(-x, there.below(), (share - u) / share)
            : GaussianTail.distance(x, there.above(), (u - share) / (1 - share));
    return bounds.clamp(mode + theta[1] * t);
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    return z < low() || z > high() || Double.isInfinite(z)
        ? Double.NEGATIVE_INFINITY
        : -Math.log(theta[1]) - seenFrom(theta, z).logMass();
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    double x = standardized(theta, z);
    TruncatedGaussian here = seenFrom(theta, z);
    score[0] = -here.moment(1) / theta[1];
    score[1] = -(2 * x * here.moment(1) + here.moment(2)) / theta[1];
    return -x / theta[1];
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    double x = standardized(theta, z);
    TruncatedGaussian here = seenFrom(theta, z);
    derivative[0] = here.spread() * here.gap(1);
    derivative[1] = here.spread() * (2 * x * here.gap(1) + here.gap(2));
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    if (z <= low() || z >= high()) {
      return z <= low() ? 0 : 1;
    }
    return seenFrom(theta, z).cumulative();
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    double mode = mode(theta);
    return OptionalDouble.of(bounds.clamp(mode + theta[1] * seenFrom(theta, mode).moment(1)));
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    TruncatedGaussian there = seenFrom(theta, mode(theta));
    double first = there.moment(1);
    double deviation = theta[1] * Math.sqrt(Math.max(0, there.moment(2) - first * first));
    return OptionalDouble.of(deviation * deviation);
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return TruncatedNormalKl.to(this, prior);
  }

  /** Where the density is highest. */
  double mode(double[] theta) {
    return Math.max(low(), Math.min(high(), theta[0]));
  }

  double standardized(double[] theta, double z) {
    return FINITE_POWERS.clamp((z - theta[0]) / theta[1]);
  }

  TruncatedGaussian seenFrom(double[] theta, double z) {
    return new TruncatedGaussian(
        standardized(theta, z), (z - low()) / theta[1], (high() - z) / theta[1]);
  }
}
