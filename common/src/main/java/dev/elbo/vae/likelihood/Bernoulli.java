package dev.elbo.vae.likelihood;

import dev.elbo.distribution.Noise;
import java.util.List;
import java.util.Optional;

/**
 * Bernoulli from logits a: log p = x a - softplus(a). Values between 0 and 1 count as expectations
 * of bits (grey images); the result is then no log-likelihood, only comparable with itself. {@link
 * ContinuousBernoulli} is the law of such values.
 */
public record Bernoulli() implements ColumnLikelihood {
  @Override
  public String name() {
    return "bernoulli";
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
    // One exponential serves the value and the derivative.
    double e = Math.exp(-Math.abs(a));
    double sigmoid = (a >= 0 ? 1 : e) / (1 + e);
    gradient[0] = x - sigmoid;
    return x * a - Math.max(a, 0) - Math.log(1 + e);
  }

  /** Of a grey value minus its entropy; of black and white 0. */
  @Override
  public double ceiling(double x, double[] theta) {
    return xLogX(x) + xLogX(1 - x);
  }

  @Override
  public double mean(double[] theta) {
    return Links.sigmoid(theta[0]);
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    return noise.uniform(0) < mean(theta) ? 1 : 0;
  }

  private static double xLogX(double x) {
    return x == 0 ? 0 : x * Math.log(x);
  }

  @Override
  public Optional<LaneLikelihood> lanes(int features) {
    return Optional.of(new BernoulliLanes(features));
  }
}
