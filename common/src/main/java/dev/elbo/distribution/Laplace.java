package dev.elbo.distribution;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The Laplace (double exponential) distribution.
 *
 * <pre>
 *   theta       location, scale &gt; 0
 *   z           location - scale sgn(u - 1/2) log(1 - 2 |u - 1/2|)
 *   log p(z)    -|x| - log(2 scale),   x = (z - location) / scale
 *   dz/dtheta   1, x
 *   mean        location;   variance 2 scale^2
 *   KL to Laplace  log(b2/b1) + (b1 exp(-D/b1) + D) / b2 - 1,   D = |m1 - m2|
 * </pre>
 *
 * <p>The density has a kink at the location; the slope is taken as 0 there.
 */
public final class Laplace extends LocationScale {
  private static final long serialVersionUID = 1;
  private static final double LOG_TWO = Math.log(2);

  @Override
  public String name() {
    return "laplace";
  }

  @Override
  double standardQuantile(double u) {
    return u < 0.5 ? Math.log(2 * u) : -Math.log(2 * (1 - u));
  }

  @Override
  double standardLogDensity(double x) {
    return -Math.abs(x) - LOG_TWO;
  }

  @Override
  double standardSlope(double x) {
    return -Math.signum(x);
  }

  @Override
  double standardCumulative(double x) {
    return x < 0 ? 0.5 * Math.exp(x) : 1 - 0.5 * Math.exp(-x);
  }

  @Override
  OptionalDouble standardMean() {
    return OptionalDouble.of(0);
  }

  @Override
  OptionalDouble standardVariance() {
    return OptionalDouble.of(2);
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return prior instanceof Laplace ? Optional.of(Laplace::kl) : Optional.empty();
  }

  private static double kl(double[] theta, double[] prior, double[] gradient) {
    double shift = theta[0] - prior[0];
    double distance = Math.abs(shift) / theta[1];
    double decay = Math.exp(-distance);
    gradient[0] = -Math.signum(shift) * Math.expm1(-distance) / prior[1];
    gradient[1] = decay * (1 + distance) / prior[1] - 1 / theta[1];
    return (theta[1] * decay + Math.abs(shift)) / prior[1] - 1 - LogRatio.of(theta[1], prior[1]);
  }
}
