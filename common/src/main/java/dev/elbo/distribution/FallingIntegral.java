package dev.elbo.distribution;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Integrals of smooth functions of one sign that fall in the end, by Gauss and Legendre's rule of
 * 20 nodes on panels that double in width.
 *
 * <p>The implicit gradient -(dF/dtheta)/p is such an integral: of the score times p, up to z or
 * from z on, whichever side the score keeps its sign on. Then nothing cancels, and the relative
 * error is that of the integrand.
 */
final class FallingIntegral {
  private static final double NEGLIGIBLE = 1e-17;
  private static final double[] NODES;
  private static final double[] WEIGHTS;

  static {
    var rule = new GaussIntegratorFactory().legendreHighPrecision(20);
    NODES = new double[rule.getNumberOfPoints()];
    WEIGHTS = new double[NODES.length];
    for (int i = 0; i < NODES.length; i++) {
      NODES[i] = 0.5 + 0.5 * rule.getPoint(i);
      WEIGHTS[i] = 0.5 * rule.getWeight(i);
    }
  }

  private FallingIntegral() {}

  /**
   * The integral of f from 0 to {@code end}.
   *
   * @param width of the first panel: f must look like a polynomial of degree 39 on it
   * @param widest the same for a panel that starts at a point
   * @param end may be infinite
   */
  static double of(DoubleUnaryOperator f, double width, DoubleUnaryOperator widest, double end) {
    double sum = 0;
    double from = 0;
    double step = width;
    double before = 0;
    while (from < end) {
      step = Math.min(Math.min(step, widest.applyAsDouble(from)), end - from);
      double panel = 0;
      for (int i = 0; i < NODES.length; i++) {
        panel += WEIGHTS[i] * f.applyAsDouble(from + step * NODES[i]);
      }
      panel *= step;
      sum += panel;
      if (Math.abs(panel) <= NEGLIGIBLE * Math.abs(sum) && Math.abs(panel) <= Math.abs(before)) {
        break;
      }
      before = panel;
      from += step;
      step *= 2;
    }
    return sum;
  }
}
