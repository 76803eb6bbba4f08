package dev.elbo.distribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The von Mises distribution of an angle z in (-pi, pi], drawn by Best and Fisher's method (1979)
 * with the implicit gradient (Figurnov, Mohamed, Mnih 2018).
 *
 * <pre>
 *   theta       mean (an angle, any number), concentration &gt; 0
 *   log p(z)    concentration cos(z - mean) - log(2 pi I0(concentration))
 *   dz/dtheta   1, -(dF/dconcentration)/p with F counted from the point opposite to the mean
 *   KL to VonMises closed
 * </pre>
 *
 * <p>z moves on the circle with the mean: the gradient is that of a function of z with period 2 pi,
 * such as one of cos z and sin z. A function that jumps at pi has a gradient that no path sees. The
 * uniform distribution, as a prior, is a concentration that rounds away, such as {@link
 * Double#MIN_NORMAL}. Moments of the angle as a number have no closed form; the center is the mean
 * direction.
 */
public final class VonMises implements Univariate {
  private static final long serialVersionUID = 1;
  private static final List<Parameter> PARAMETERS =
      List.of(Parameter.of("mean", Domain.REAL), Parameter.of("concentration", Domain.POSITIVE));

  @Override
  public String name() {
    return "von-mises";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    return wrap(wrap(theta[0]) + VonMisesSampler.angle(theta[1], noise));
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    if (!(z > -Math.PI && z <= Math.PI)) {
      return Double.NEGATIVE_INFINITY;
    }
    double half = Math.sin(0.5 * (z - theta[0]));
    return -2 * theta[1] * half * half - Math.log(2 * Math.PI * BesselRatio.scaledI0(theta[1]));
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    double half = Math.sin(0.5 * (z - theta[0]));
    score[0] = theta[1] * Math.sin(z - theta[0]);
    score[1] = BesselRatio.complement(theta[1]) - 2 * half * half;
    return -score[0];
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    derivative[0] = 1;
    derivative[1] = VonMisesGradient.at(theta[1], wrap(z - theta[0]));
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    if (!(z > -Math.PI)) {
      return 0;
    }
    double mean = wrap(theta[0]);
    return z >= Math.PI ? 1 : turns(theta[1], z - mean) - turns(theta[1], -Math.PI - mean);
  }

  /** The mass from -pi to d around a mean of 0, plus 1 for each turn. */
  private static double turns(double concentration, double d) {
    double inside = wrap(d);
    double tail = VonMisesGradient.tail(concentration, Math.abs(inside));
    return Math.rint((d - inside) / (2 * Math.PI)) + (inside < 0 ? tail : 1 - tail);
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    return OptionalDouble.empty();
  }

  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    return OptionalDouble.empty();
  }

  /** The mean direction, in (-pi, pi]. */
  /** E[cos(z - mean)] = I1(concentration) / I0(concentration): 0 for the uniform, 1 for a point. */
  public static double resultantLength(double[] theta) {
    return BesselRatio.of(theta[1]);
  }

  @Override
  public double[] center(double[] theta) {
    check(theta);
    return new double[] {wrap(theta[0])};
  }

  /**
   * To another von Mises: log I0(k') - log I0(k) + A(k) (k - k' cos(mean - mean')), A = I1/I0; to
   * the uniform distribution k A(k) - log I0(k).
   */
  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return prior instanceof VonMises ? Optional.of(VonMises::kl) : Optional.empty();
  }

  private static double kl(double[] theta, double[] prior, double[] gradient) {
    double k = theta[1];
    double kPrior = prior[1];
    double ratio = BesselRatio.of(k);
    double complement = BesselRatio.complement(k);
    double half = Math.sin(0.5 * (theta[0] - prior[0]));
    double versine = 2 * half * half;
    gradient[0] = kPrior * ratio * Math.sin(theta[0] - prior[0]);
    gradient[1] = BesselRatio.slope(k) * (k - kPrior + kPrior * versine);
    return Math.log(BesselRatio.scaledI0(kPrior) / BesselRatio.scaledI0(k))
        + (kPrior - k) * complement
        + kPrior * ratio * versine;
  }

  private static double wrap(double angle) {
    double wrapped = Math.IEEEremainder(angle, 2 * Math.PI);
    return wrapped <= -Math.PI ? Math.PI : Math.min(wrapped, Math.PI);
  }
}
