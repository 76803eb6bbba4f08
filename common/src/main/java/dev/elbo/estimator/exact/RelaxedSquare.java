package dev.elbo.estimator.exact;

import java.util.function.DoubleUnaryOperator;

/**
 * What the relaxations of b ~ Bernoulli(p) estimate for d E[(b - t)^2] / dp, whose true value is 1
 * - 2 t, by quadrature. y = sigmoid((logit p + l) / tau) with l logistic (Maddison, Mnih, Teh 2017;
 * Jang, Gu, Poole 2017); the estimate is
 *
 * <pre>
 *   soft   2 (y - t) dy/dp,   hard   2 (round(y) - t) dy/dp,   dy/dp = y (1 - y) / (tau p (1 - p))
 * </pre>
 *
 * Both are biased; the bias falls and the variance grows as tau falls.
 *
 * @param p the probability of 1, between 0 and 1
 * @param target t
 * @param temperature tau, positive
 */
public record RelaxedSquare(double p, double target, double temperature) {
  /** y (1 - y) is below 1e-17 beyond. */
  private static final double REACH = 40;

  private static final int PANELS = 160;

  /** The mean of the estimate on the soft sample. */
  public double softMean() {
    return expectation(this::soft);
  }

  /** The variance of the estimate on the soft sample. */
  public double softVariance() {
    double mean = softMean();
    return expectation(w -> soft(w) * soft(w)) - mean * mean;
  }

  /** The mean of the estimate on the hard sample, with the soft sample's slope. */
  public double hardMean() {
    return expectation(this::hard);
  }

  /** The variance of the estimate on the hard sample, with the soft sample's slope. */
  public double hardVariance() {
    double mean = hardMean();
    return expectation(w -> hard(w) * hard(w)) - mean * mean;
  }

  private double soft(double w) {
    return 2 * (sigmoid(w) - target) * slope(w);
  }

  private double hard(double w) {
    return 2 * ((w > 0 ? 1 : 0) - target) * slope(w);
  }

  /** dy/dp at y = sigmoid(w). */
  private double slope(double w) {
    return sigmoid(w) * sigmoid(-w) / (temperature * p * (1 - p));
  }

  /** E over w = logit y; the panels meet at 0, where the hard sample jumps. */
  private double expectation(DoubleUnaryOperator f) {
    double logit = Math.log(p / (1 - p));
    DoubleUnaryOperator weighted =
        w -> {
          double l = temperature * w - logit;
          return temperature * sigmoid(l) * sigmoid(-l) * f.applyAsDouble(w);
        };
    return GaussLegendre.integrate(weighted, -REACH, REACH, PANELS);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
