package dev.elbo.distribution;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Expectations by Gauss and Legendre's rule between quantiles, 40 nodes a panel: good to about 1e-9
 * where f grows no faster than the tails fall.
 */
final class Quadrature {
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(40);
  private static final double[] LEVELS = {
    1e-15, 1e-13, 1e-11, 1e-9, 1e-7, 1e-5, 1e-4, 1e-3, 1e-2, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6,
    0.7, 0.8, 0.9, 0.95, 0.99, 1 - 1e-3, 1 - 1e-4, 1 - 1e-5, 1 - 1e-7, 1 - 1e-9, 1 - 1e-11,
    1 - 1e-13, 1 - 1e-15
  };

  private Quadrature() {}

  /** E[f(z)] over all but 2e-15 of the mass. */
  static double expectation(Univariate family, double[] theta, DoubleUnaryOperator f) {
    double sum = 0;
    double from = quantile(family, theta, LEVELS[0]);
    for (int i = 1; i < LEVELS.length; i++) {
      double to = quantile(family, theta, LEVELS[i]);
      if (to > from) {
        // Not legendre(40, from, to), which refuses a panel of a few roundings.
        double middle = 0.5 * from + 0.5 * to;
        double half = 0.5 * to - 0.5 * from;
        sum +=
            half
                * RULE.integrate(
                    x -> {
                      double z = middle + half * x;
                      return Math.exp(family.logDensity(theta, z)) * f.applyAsDouble(z);
                    });
      }
      from = to;
    }
    return sum;
  }

  /** The z with F(z) = u, by bisection over all doubles. */
  static double quantile(Univariate family, double[] theta, double u) {
    long low = ordinal(-Double.MAX_VALUE);
    long high = ordinal(Double.MAX_VALUE);
    while (low + 1 < high) {
      long middle = Math.floorDiv(low, 2) + Math.floorDiv(high, 2) + (low & high & 1);
      if (family.cumulative(theta, ofOrdinal(middle)) < u) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return ofOrdinal(high);
  }

  /** Doubles in their order, so that bisection takes 64 steps wherever the quantile is. */
  private static long ordinal(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits >= 0 ? bits : Long.MIN_VALUE - bits;
  }

  private static double ofOrdinal(long ordinal) {
    return Double.longBitsToDouble(ordinal >= 0 ? ordinal : Long.MIN_VALUE - ordinal);
  }
}
