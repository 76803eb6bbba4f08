package dev.elbo.distribution;

import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** Derivatives by five-point differences: an error of the order of step^4. */
public final class Derivative {
  private Derivative() {}

  /** The derivative at x. */
  public static double of(DoubleUnaryOperator f, double x, double step) {
    return (f.applyAsDouble(x - 2 * step)
            - 8 * f.applyAsDouble(x - step)
            + 8 * f.applyAsDouble(x + step)
            - f.applyAsDouble(x + 2 * step))
        / (12 * step);
  }

  /** The partial derivative in theta[j]. */
  public static double partial(ToDoubleFunction<double[]> f, double[] theta, int j, double step) {
    return of(
        value -> {
          double[] moved = theta.clone();
          moved[j] = value;
          return f.applyAsDouble(moved);
        },
        theta[j],
        step);
  }
}
