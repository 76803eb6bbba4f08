package dev.elbo.estimator.exact;

import java.util.function.DoubleUnaryOperator;

/**
 * Exact gradients of E[f(x)], x ~ N(mu, sigma^2), and the variances per sample of their estimators,
 * by quadrature over +-14 sigma.
 *
 * <p>With the score s, its variance F, the gradient g = E[f s] and a constant baseline b:
 *
 * <pre>
 *   score           E[((f - b) s)^2] - g^2;  b = 0, E[f], or the best one E[f s^2] / F
 *   leave-one-out   V + (Var[f] F + g^2) / (K - 1),  V with b = E[f]
 *   pathwise        E[(f' dx/dtheta)^2] - g^2
 *   measure-valued  E[(c (f(mu + sigma W) - f(mu - sigma W)))^2] - g^2,
 *                   c = 1 / (sigma sqrt(2 pi)), W of density w exp(-w^2 / 2); mu only
 * </pre>
 *
 * (Mohamed, Rosca, Figurnov, Mnih 2020; leave-one-out: Kool, van Hoof, Welling 2019.)
 *
 * @param value f
 * @param slope df/dx
 * @param mu the mean
 * @param sigma the standard deviation, positive
 * @param parameter what the gradient is with respect to
 */
public record GaussianVariance(
    DoubleUnaryOperator value,
    DoubleUnaryOperator slope,
    double mu,
    double sigma,
    NormalParameter parameter) {
  private static final double REACH = 14;
  private static final int PANELS = 56;
  private static final double NORMALIZER = 1 / Math.sqrt(2 * Math.PI);

  /** Of one of the textbook functions. */
  public static GaussianVariance of(
      TestFunction f, double k, double mu, double sigma, NormalParameter parameter) {
    return new GaussianVariance(x -> f.value(x, k), x -> f.slope(x, k), mu, sigma, parameter);
  }

  /** E[f]. */
  public double mean() {
    return expectation(this::at);
  }

  /** The best constant baseline, E[f s^2] / E[s^2]. */
  public double bestBaseline() {
    return expectation(e -> at(e) * score(e) * score(e)) / parameter.information(sigma);
  }

  /** d E[f] / d parameter. */
  public double gradient() {
    // Centred: it is less hurt by rounding, and E[s] is 0.
    double mean = mean();
    return expectation(e -> (at(e) - mean) * score(e));
  }

  /** The score function without a baseline. */
  public double score() {
    return scoreWithBaseline(0);
  }

  /** The score function with E[f] as baseline. */
  public double scoreWithMeanBaseline() {
    return scoreWithBaseline(mean());
  }

  /** The score function with the best constant baseline. */
  public double scoreWithBestBaseline() {
    return scoreWithBaseline(bestBaseline());
  }

  /** The score function with the mean of the other K - 1 samples as baseline, a sample. */
  public double leaveOneOut(int samples) {
    double mean = mean();
    double spread = expectation(e -> (at(e) - mean) * (at(e) - mean));
    double gradient = gradient();
    return scoreWithBaseline(mean)
        + (spread * parameter.information(sigma) + gradient * gradient) / (samples - 1);
  }

  /** The pathwise estimator. */
  public double pathwise() {
    double gradient = gradient();
    return expectation(
        e -> square(slope.applyAsDouble(mu + sigma * e) * parameter.path(e) - gradient));
  }

  /** The measure-valued estimator with coupled points, with respect to mu. */
  public double measureValued() {
    double gradient = gradient();
    double c = NORMALIZER / sigma;
    return GaussLegendre.integrate(
        w -> w * Math.exp(-0.5 * w * w) * square(c * (at(w) - at(-w)) - gradient),
        0,
        REACH,
        PANELS / 2);
  }

  /** The score function with a constant baseline. */
  public double scoreWithBaseline(double baseline) {
    double gradient = gradient();
    return expectation(e -> square((at(e) - baseline) * score(e) - gradient));
  }

  private double at(double e) {
    return value.applyAsDouble(mu + sigma * e);
  }

  private double score(double e) {
    return parameter.score(e, sigma);
  }

  private static double expectation(DoubleUnaryOperator ofStandardized) {
    return GaussLegendre.integrate(
        e -> NORMALIZER * Math.exp(-0.5 * e * e) * ofStandardized.applyAsDouble(e),
        -REACH,
        REACH,
        PANELS);
  }

  private static double square(double x) {
    return x * x;
  }
}
