package dev.elbo.estimator;

import dev.elbo.distribution.Family;
import dev.elbo.distribution.Logits;
import dev.elbo.distribution.Noise;

/**
 * REBAR, for bits (Tucker, Mnih, Maddison, Lawson, Sohl-Dickstein 2017): the score function with
 * the relaxed f as control variate, whose expectation is put back by the pathwise gradient.
 *
 * <pre>
 *   b = 1[z &gt; 0], z = l + logistic noise;  zt from the distribution of z given b
 *   s(x) = sigmoid(x / tau)
 *   [f(b) - eta f(s(zt))] (b - p) + eta d f(s(z)) / dl - eta d f(s(zt)) / dl
 * </pre>
 *
 * <p>zt is drawn with the noise for which it equals z (common random numbers), so that a sample
 * costs two evaluations, f(b) and f(s(z)) with its gradient, and dzt/dl = (1 - exp(-|z|))
 * sigmoid(l) for a 1 and (1 - exp(-|z|)) sigmoid(-l) for a 0, while dz/dl = 1. Unbiased at any tau
 * and eta. It removes what a constant in f adds to the variance and what the relaxed f foretells;
 * at low temperatures the pathwise part has a large variance of its own (of the order of 1 / tau),
 * so that a fitted eta, or a tau near 1, is the safe choice. f must be defined between the bits;
 * those points weigh 0.
 */
public final class Rebar implements Estimator {
  private final Bits bits;
  private final double temperature;
  private final double eta;

  private Rebar(Family family, double temperature, double eta) {
    this.bits = Bits.of(family, "rebar");
    if (!(temperature >= 1e-100 && temperature <= 1e100)) {
      throw new IllegalArgumentException(
          "Cannot relax for rebar: the temperature [%s] is not in [1e-100, 1e100]. Give one such as 0.5."
              .formatted(temperature));
    }
    this.temperature = temperature;
    this.eta = eta;
  }

  /**
   * With a fixed share of the control variate.
   *
   * @param family a bernoulli, or independent ones
   * @param temperature tau
   * @param eta finite; 0 is the plain score function, 1 the whole control variate
   */
  public static Rebar fixed(Family family, double temperature, double eta) {
    if (!Double.isFinite(eta)) {
      throw new IllegalArgumentException(
          "Cannot use eta of rebar: [%s] is not finite. Give a value such as 1.".formatted(eta));
    }
    return new Rebar(family, temperature, eta);
  }

  /**
   * With the eta of least total variance, E[A B] / E[B^2] for the score function A and the control
   * variate B, estimated for each sample from the others (so it stays unbiased), K at least 2.
   */
  public static Rebar fitted(Family family, double temperature) {
    return new Rebar(family, temperature, Double.NaN);
  }

  private boolean isFitted() {
    return Double.isNaN(eta);
  }

  @Override
  public String name() {
    return "rebar";
  }

  @Override
  public Family family() {
    return bits.family();
  }

  @Override
  public boolean needsGradient() {
    return true;
  }

  @Override
  public int leastSamples() {
    return isFitted() ? 2 : 1;
  }

  @Override
  public Draw draw(double[] theta, int samples, Noise noise) {
    Draw.check(this, samples);
    bits.family().check(theta);
    double[][] points = new double[2 * samples][bits.count()];
    double[] weights = new double[2 * samples];
    for (int k = 0; k < samples; k++) {
      weights[2 * k] = 1.0 / samples;
      for (int i = 0; i < bits.count(); i++) {
        double z = theta[i] + bits.logistic(noise.at(k), i);
        points[2 * k][i] = z > 0 ? 1 : 0;
        points[2 * k + 1][i] = Logits.sigmoid(z / temperature);
      }
    }
    return new Draw(theta, samples, noise, points, weights);
  }

  @Override
  public double[][] contributions(Draw draw, double[] values, double[][] gradients) {
    int samples = draw.samples();
    double[][] controls = new double[samples][bits.count()];
    double[][] result = new double[samples][bits.count()];
    double[] products = new double[samples];
    double[] squares = new double[samples];
    for (int k = 0; k < samples; k++) {
      double[] score = new double[bits.count()];
      bits.family().addScore(draw.theta(), draw.points()[2 * k], 1, score);
      for (int i = 0; i < bits.count(); i++) {
        double path = gradients[2 * k + 1][i] * relaxedSlope(draw, k, i);
        controls[k][i] = values[2 * k + 1] * score[i] - path;
        result[k][i] = values[2 * k] * score[i];
        products[k] += result[k][i] * controls[k][i];
        squares[k] += controls[k][i] * controls[k][i];
      }
    }
    double[] otherProducts = Others.sums(products);
    double[] otherSquares = Others.sums(squares);
    for (int k = 0; k < samples; k++) {
      double fit = otherSquares[k] > 0 ? otherProducts[k] / otherSquares[k] : 0;
      for (int i = 0; i < bits.count(); i++) {
        result[k][i] -= (isFitted() ? fit : eta) * controls[k][i];
      }
    }
    return result;
  }

  /** d s(z) / dl - d s(zt) / dl of bit i of sample k. */
  private double relaxedSlope(Draw draw, int k, int i) {
    double logit = draw.theta()[i];
    double s = draw.points()[2 * k + 1][i];
    double z = logit + bits.logistic(draw.noise().at(k), i);
    return s * (1 - s) / temperature * (1 - conditionalSlope(logit, z));
  }

  /** dzt/dl at fixed noise, where zt = z given b = 1[z &gt; 0]. */
  static double conditionalSlope(double logit, double z) {
    return -Math.expm1(-Math.abs(z)) * Logits.sigmoid(z > 0 ? logit : -logit);
  }
}
