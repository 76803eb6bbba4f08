package dev.elbo.distribution;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The Gumbel distribution, of maxima.
 *
 * <pre>
 *   theta       location, scale &gt; 0
 *   z           location - scale log(-log u)
 *   log p(z)    -x - exp(-x) - log scale,   x = (z - location) / scale
 *   dz/dtheta   1, x
 *   mean        location + g scale, g Euler's constant;   variance pi^2 scale^2 / 6
 *   KL to Gumbel  log(b2/b1) + g (b1/b2 - 1) + exp((m2 - m1)/b2) Gamma(1 + b1/b2) + (m1 - m2)/b2 - 1
 * </pre>
 */
public final class Gumbel extends LocationScale {
  private static final long serialVersionUID = 1;
  static final double EULER = 0.5772156649015329;

  @Override
  public String name() {
    return "gumbel";
  }

  @Override
  double standardQuantile(double u) {
    return -Math.log(-Math.log(u));
  }

  @Override
  double standardLogDensity(double x) {
    return -x - Math.exp(-x);
  }

  @Override
  double standardSlope(double x) {
    return Math.expm1(-x);
  }

  @Override
  double standardCumulative(double x) {
    return Math.exp(-Math.exp(-x));
  }

  @Override
  OptionalDouble standardMean() {
    return OptionalDouble.of(EULER);
  }

  @Override
  OptionalDouble standardVariance() {
    return OptionalDouble.of(Math.PI * Math.PI / 6);
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return prior instanceof Gumbel ? Optional.of(Gumbel::kl) : Optional.empty();
  }

  private static double kl(double[] theta, double[] prior, double[] gradient) {
    double ratio = theta[1] / prior[1];
    double shift = (theta[0] - prior[0]) / prior[1];
    double expected = Math.exp(LogGamma.value(1 + ratio) - shift);
    gradient[0] = (1 - expected) / prior[1];
    gradient[1] = (EULER + expected * Digamma.value(1 + ratio)) / prior[1] - 1 / theta[1];
    return EULER * (ratio - 1) + expected + shift - 1 - Math.log(ratio);
  }
}
