package dev.elbo.estimator;

import dev.elbo.distribution.Family;
import dev.elbo.distribution.Noise;

/**
 * The score function estimator, also called REINFORCE or likelihood ratio: the mean of (f(z) - b) d
 * log p(z) / d theta (Glynn 1990; Williams 1992), b a {@link Baseline}. Needs no gradient of f and
 * no continuity; works for every family with a fixed support, discrete ones among them. Unbiased as
 * far as the baseline is.
 *
 * @param family of any kind
 * @param baseline what is subtracted from f
 */
public record ScoreFunction(Family family, Baseline baseline) implements Estimator {

  /** The baseline's: {@code score-function} for none. */
  @Override
  public String name() {
    return baseline.name();
  }

  @Override
  public boolean needsGradient() {
    return false;
  }

  @Override
  public int leastSamples() {
    return baseline.leastSamples();
  }

  @Override
  public Draw draw(double[] theta, int samples, Noise noise) {
    return Draw.plain(this, family, theta, samples, noise);
  }

  @Override
  public double[][] contributions(Draw draw, double[] values, double[][] gradients) {
    return baseline.contributions(values, scores(family, draw));
  }

  /** d log p(z_k) / d theta, [K, parameters], of plain draws. */
  static double[][] scores(Family family, Draw draw) {
    double[][] scores = new double[draw.samples()][draw.theta().length];
    for (int k = 0; k < scores.length; k++) {
      family.addScore(draw.theta(), draw.points()[k], 1, scores[k]);
    }
    return scores;
  }
}
