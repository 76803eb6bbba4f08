package dev.elbo.estimator.exact;

import java.util.function.DoubleUnaryOperator;

/**
 * Where two estimators are equally noisy, x ~ N(1, 1) and the gradient with respect to mu: below
 * the k of a crossover the pathwise estimator has less variance, above it the score function.
 */
public final class Crossover {
  private static final double LEAST = 0.1;
  private static final double GREATEST = 3;

  private Crossover() {}

  /** The k where the score function without a baseline is as noisy as the pathwise estimator. */
  public static double ofScore(TestFunction f) {
    return root(k -> at(f, k).score() - at(f, k).pathwise());
  }

  /** The same with the best constant baseline. */
  public static double ofBestBaseline(TestFunction f) {
    return root(k -> at(f, k).scoreWithBestBaseline() - at(f, k).pathwise());
  }

  private static GaussianVariance at(TestFunction f, double k) {
    return GaussianVariance.of(f, k, 1, 1, NormalParameter.MU);
  }

  /** Bisection; the difference falls through 0 once for exp and cos. */
  private static double root(DoubleUnaryOperator difference) {
    double low = LEAST;
    double high = GREATEST;
    if (difference.applyAsDouble(low) <= 0 || difference.applyAsDouble(high) >= 0) {
      throw new IllegalArgumentException(
          "Cannot find a crossover: the pathwise estimator is not quieter at k = [%s] and noisier at [%s]. Ask for exp or cos."
              .formatted(LEAST, GREATEST));
    }
    for (int i = 0; i < 50; i++) {
      double middle = (low + high) / 2;
      if (difference.applyAsDouble(middle) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
