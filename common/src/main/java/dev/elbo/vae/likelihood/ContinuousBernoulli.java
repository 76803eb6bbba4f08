package dev.elbo.vae.likelihood;

import dev.elbo.distribution.Noise;
import java.util.List;

/**
 * Continuous Bernoulli from logits a (Loaiza-Ganem and Cunningham 2019, section 3): with lambda =
 * sigmoid(a), p = C(lambda) lambda^x (1 - lambda)^(1-x) on [0, 1]. In terms of the logits
 *
 * <pre>
 *   log p = x a - A(a),   A(a) = log((exp(a) - 1) / a),   E[x] = A'(a) = 1 / (1 - exp(-a)) - 1 / a
 * </pre>
 *
 * <p>Near a = 0, where lambda is 1/2, A' is the difference of two large numbers, and its Taylor
 * series is used.
 */
public record ContinuousBernoulli() implements ColumnLikelihood {
  /** Below it the first term that the series leaves out is less than 1e-15. */
  private static final double SERIES = 0.3;

  @Override
  public String name() {
    return "continuous-bernoulli";
  }

  @Override
  public List<Head> heads() {
    return List.of(new Head("logits", 1));
  }

  @Override
  public Support support() {
    return Support.UNIT;
  }

  @Override
  public double logDensity(double x, double[] theta, double[] gradient) {
    double a = theta[0];
    double size = Math.abs(a);
    if (size < SERIES) {
      gradient[0] = x - seriesOfMean(a);
      return x * a - seriesOfNormalizer(a);
    }
    // One exponential serves the value and the derivative.
    double e = Math.exp(-size);
    gradient[0] = x - mean(a, e);
    return x * a - Math.max(a, 0) - Math.log((1 - e) / size);
  }

  @Override
  public boolean isBounded() {
    return false;
  }

  @Override
  public double ceiling(double x, double[] theta) {
    throw new UnsupportedOperationException("The density of 0 and of 1 has no bound.");
  }

  @Override
  public double mean(double[] theta) {
    double a = theta[0];
    return Math.abs(a) < SERIES ? seriesOfMean(a) : mean(a, Math.exp(-Math.abs(a)));
  }

  /** By the inverse of the distribution function, (exp(a x) - 1) / (exp(a) - 1). */
  @Override
  public double sample(double[] theta, Noise noise) {
    double size = Math.abs(theta[0]);
    double u = noise.uniform(0);
    // For -size, which does not overflow; x of the logits a has the law of 1 - x of -a.
    double x = size == 0 ? u : Math.min(1, -Math.log1p(u * Math.expm1(-size)) / size);
    return theta[0] > 0 ? 1 - x : x;
  }

  private static double mean(double a, double e) {
    double low = 1 / Math.abs(a) - e / (1 - e);
    return a > 0 ? 1 - low : low;
  }

  private static double seriesOfNormalizer(double a) {
    double s = a * a;
    return a / 2
        + s
            * (1.0 / 24
                - s
                    * (1.0 / 2880
                        - s * (1.0 / 181_440 - s * (1.0 / 9_676_800 - s * (1.0 / 479_001_600)))));
  }

  private static double seriesOfMean(double a) {
    double s = a * a;
    return 0.5
        + a
            * (1.0 / 12
                - s
                    * (1.0 / 720
                        - s * (1.0 / 30_240 - s * (1.0 / 1_209_600 - s * (1.0 / 47_900_160)))));
  }
}
