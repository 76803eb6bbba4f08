package dev.elbo.distribution;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The Cauchy distribution. It has neither mean nor variance; its {@link #center} is the median,
 * which is the location.
 *
 * <pre>
 *   theta       location, scale &gt; 0
 *   z           location + scale tan(pi (u - 1/2))
 *   log p(z)    -log(pi scale) - log(1 + x^2),   x = (z - location) / scale
 *   dz/dtheta   1, x
 *   KL to Cauchy  log(((s1 + s2)^2 + (m1 - m2)^2) / (4 s1 s2))   (Chyzak and Nielsen 2019)
 * </pre>
 */
public final class Cauchy extends LocationScale {
  private static final long serialVersionUID = 1;
  private static final double LOG_PI = Math.log(Math.PI);

  @Override
  public String name() {
    return "cauchy";
  }

  /** By the cotangent, which is as good in the tails as u is. */
  @Override
  double standardQuantile(double u) {
    return u < 0.5 ? -1 / Math.tan(Math.PI * u) : 1 / Math.tan(Math.PI * (1 - u));
  }

  @Override
  double standardLogDensity(double x) {
    return -LOG_PI - logOnePlusSquare(x);
  }

  @Override
  double standardSlope(double x) {
    return -2 / (x + 1 / x);
  }

  @Override
  double standardCumulative(double x) {
    return x < 0 ? Math.atan2(1, -x) / Math.PI : 1 - Math.atan2(1, x) / Math.PI;
  }

  @Override
  OptionalDouble standardMean() {
    return OptionalDouble.empty();
  }

  @Override
  OptionalDouble standardVariance() {
    return OptionalDouble.empty();
  }

  @Override
  public double[] center(double[] theta) {
    check(theta);
    return new double[] {theta[0]};
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return prior instanceof Cauchy ? Optional.of(Cauchy::kl) : Optional.empty();
  }

  /** log(1 + x^2) where x^2 may overflow. */
  static double logOnePlusSquare(double x) {
    return Math.abs(x) > 1e9 ? 2 * Math.log(Math.abs(x)) : Math.log1p(x * x);
  }

  private static double kl(double[] theta, double[] prior, double[] gradient) {
    double shift = theta[0] - prior[0];
    double sum = theta[1] + prior[1];
    double difference = theta[1] - prior[1];
    double square = sum * sum + shift * shift;
    gradient[0] = 2 * shift / square;
    gradient[1] = 2 * sum / square - 1 / theta[1];
    return Math.log1p(
        (difference / theta[1] * difference + shift / theta[1] * shift) / (4 * prior[1]));
  }
}
