package dev.elbo.distribution;

import java.util.OptionalDouble;

/**
 * The logistic distribution.
 *
 * <pre>
 *   theta       location, scale &gt; 0
 *   z           location + scale (log u - log(1 - u))
 *   log p(z)    -|x| - 2 log(1 + exp(-|x|)) - log scale,   x = (z - location) / scale
 *   dz/dtheta   1, x
 *   mean        location;   variance pi^2 scale^2 / 3
 *   KL          no closed form: a Monte-Carlo estimate of log q(z) - log p(z) ({@link MonteCarloKl})
 * </pre>
 */
public final class Logistic extends LocationScale {
  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return "logistic";
  }

  @Override
  double standardQuantile(double u) {
    return Math.log(u) - Math.log1p(-u);
  }

  @Override
  double standardLogDensity(double x) {
    return -Math.abs(x) - 2 * Math.log1p(Math.exp(-Math.abs(x)));
  }

  @Override
  double standardSlope(double x) {
    return -Math.tanh(0.5 * x);
  }

  @Override
  double standardCumulative(double x) {
    return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
  }

  @Override
  OptionalDouble standardMean() {
    return OptionalDouble.of(0);
  }

  @Override
  OptionalDouble standardVariance() {
    return OptionalDouble.of(Math.PI * Math.PI / 3);
  }
}
