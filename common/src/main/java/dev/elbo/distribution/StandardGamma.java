package dev.elbo.distribution;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * g ~ Gamma(shape, 1), of which Gamma, inverse Gamma, chi-squared, Beta, Dirichlet and Student t
 * are made. Each function exists at g and at ln g, because g underflows for a small shape.
 */
final class StandardGamma {
  private static final double LEAST_EXPONENT = -700;

  private StandardGamma() {}

  /**
   * Draws ln g by Marsaglia and Tsang's method (2000), a shape below 1 through g' u^(1/shape) with
   * g' of shape + 1. Some 1.05 attempts a draw.
   */
  static double sampleLog(double shape, Noise noise) {
    double boosted = shape < 1 ? shape + 1 : shape;
    double d = boosted - 1 / 3.0;
    double log = Math.log(d) + 3 * Math.log1p(accepted(d, noise));
    return shape < 1 ? OpenInterval.REAL.clamp(log + Math.log(noise.uniform(0)) / shape) : log;
  }

  /** Draws g, which may round to 0. */
  static double sample(double shape, Noise noise) {
    if (shape < 1) {
      return Math.exp(sampleLog(shape, noise));
    }
    double d = shape - 1 / 3.0;
    double t = 1 + accepted(d, noise);
    return d * t * t * t;
  }

  /** The t of the first accepted g = d (1 + t)^3. */
  private static double accepted(double d, Noise noise) {
    double c = 1 / (3 * Math.sqrt(d));
    for (long attempt = 1; ; attempt++) {
      double x = noise.gaussian(4 * attempt);
      double t = c * x;
      if (t <= -1) {
        continue;
      }
      double logU = Math.log(noise.uniform(4 * attempt + 2));
      // v = (1 + t)^3: 1 - v and ln v without forming v
      if (logU < 0.5 * x * x + d * (3 * Math.log1p(t) - t * (3 + t * (3 + t)))) {
        return t;
      }
    }
  }

  /** The log density of ln g at g; ln g is told too, for where g underflows. */
  static double logDensityOfLog(double shape, double g, double logG) {
    return logDensityOfLog(shape, g, logG, (g - shape) / shape);
  }

  /** The log density of ln g. */
  static double logDensityAtLog(double shape, double logG) {
    return logDensityOfLog(shape, Math.exp(logG), logG, Math.expm1(logG - Math.log(shape)));
  }

  private static double logDensityOfLog(double shape, double g, double logG, double excess) {
    if (g == Double.POSITIVE_INFINITY) {
      return Double.NEGATIVE_INFINITY;
    }
    if (shape < Stirling.LEAST) {
      return shape * logG - g - LogGamma.value(shape);
    }
    double gap = Math.abs(excess) < 0.5 ? LogGap.of(excess) : excess - (logG - Math.log(shape));
    return 0.5 * Math.log(shape / (2 * Math.PI)) - Stirling.correction(shape) - shape * gap;
  }

  /** The derivative of the log density in the shape at g: ln g - psi(shape). */
  static double score(double shape, double g, double logG) {
    double excess = (g - shape) / shape;
    return excess > -0.5 && shape >= Stirling.LEAST
        ? Math.log1p(excess) - Polygamma.digammaMinusLog(shape)
        : logG - Polygamma.digamma(shape);
  }

  /** P(G &lt;= g). */
  static double cumulative(double shape, double g) {
    if (g <= 0) {
      return 0;
    }
    return g == Double.POSITIVE_INFINITY ? 1 : RegularizedGamma.P.value(shape, g);
  }

  /** P(G &gt; g). */
  static double survival(double shape, double g) {
    if (g <= 0) {
      return 1;
    }
    return g == Double.POSITIVE_INFINITY ? 0 : RegularizedGamma.Q.value(shape, g);
  }

  /** P(ln G &lt;= logG). */
  static double cumulativeAtLog(double shape, double logG) {
    return logG < LEAST_EXPONENT
        ? Math.exp(shape * logG - LogGamma.value(shape + 1))
        : cumulative(shape, Math.exp(logG));
  }
}
