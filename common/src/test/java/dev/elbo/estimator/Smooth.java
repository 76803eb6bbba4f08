package dev.elbo.estimator;

import java.util.function.ToDoubleFunction;

/** An integrand whose gradient is taken by five-point differences, good to about 1e-11. */
record Smooth(ToDoubleFunction<double[]> f) implements Integrand {
  private static final double STEP = 1e-3;

  @Override
  public double value(double[] z) {
    return f.applyAsDouble(z);
  }

  @Override
  public void gradient(double[] z, double[] gradient) {
    for (int i = 0; i < z.length; i++) {
      gradient[i] = partial(f, z, i);
    }
  }

  static double partial(ToDoubleFunction<double[]> f, double[] z, int i) {
    double sum = 0;
    int[] steps = {-2, -1, 1, 2};
    int[] weights = {1, -8, 8, -1};
    for (int s = 0; s < steps.length; s++) {
      double[] moved = z.clone();
      moved[i] += steps[s] * STEP;
      sum += weights[s] * f.applyAsDouble(moved);
    }
    return sum / (12 * STEP);
  }
}
