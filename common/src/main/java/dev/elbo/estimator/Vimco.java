package dev.elbo.estimator;

import dev.elbo.distribution.Family;
import dev.elbo.distribution.LogSum;
import dev.elbo.distribution.Noise;

/**
 * VIMCO (Mnih and Rezende 2016): the gradient of the multi-sample bound E[L], L = log (1/K) sum_k
 * f(z_k), for a positive f, K at least 2. For it the values are <b>log f</b>, not f.
 *
 * <pre>
 *   contribution   K (L - L_k) s_k,   s_k = d log p(z_k) / d theta
 *   L_k            L with f(z_k) replaced by the geometric mean of the others
 * </pre>
 *
 * <p>L_k does not know z_k, so this is unbiased. It is the part of the gradient that comes from the
 * draws. Where log f has parameters of its own, or depends on theta (log f = log p(x, z) - log q(z;
 * theta), the importance-weighted bound), the whole gradient has sum_k w_k d log f(z_k) besides, w
 * = softmax(log f): these are {@link #weights}. {@link #value} is L.
 *
 * @param family of any kind
 */
public record Vimco(Family family) implements Estimator {

  @Override
  public String name() {
    return "vimco";
  }

  @Override
  public boolean needsGradient() {
    return false;
  }

  @Override
  public int leastSamples() {
    return 2;
  }

  @Override
  public Draw draw(double[] theta, int samples, Noise noise) {
    return Draw.plain(this, family, theta, samples, noise);
  }

  @Override
  public double[][] contributions(Draw draw, double[] values, double[][] gradients) {
    int samples = draw.samples();
    double[][] scores = ScoreFunction.scores(family, draw);
    double bound = value(draw, values);
    double[] others = Others.sums(values);
    double[][] result = new double[samples][];
    double[] replaced = values.clone();
    for (int k = 0; k < samples; k++) {
      replaced[k] = others[k] / (samples - 1);
      double signal = bound - (LogSum.of(replaced) - Math.log(samples));
      replaced[k] = values[k];
      result[k] = ConstantBaseline.times(samples * signal, scores[k]);
    }
    return result;
  }

  /** L = log (1/K) sum_k exp(values_k). */
  @Override
  public double value(Draw draw, double[] values) {
    for (int k = 0; k < values.length; k++) {
      if (Double.isInfinite(values[k])) {
        throw new IllegalArgumentException(
            ("Cannot estimate with vimco: log f is [%s] at sample [%d]. Give an f that is positive"
                    + " and finite wherever z may fall.")
                .formatted(values[k], k));
      }
    }
    return LogSum.of(values) - Math.log(values.length);
  }

  /** softmax(values), the weights of d log f(z_k) in the gradient of L. */
  @Override
  public double[] weights(Draw draw, double[] values) {
    double logSum = value(draw, values) + Math.log(values.length);
    double[] weights = new double[values.length];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = Math.exp(values[k] - logSum);
    }
    return weights;
  }
}
