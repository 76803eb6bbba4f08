package dev.elbo.vae.likelihood;

import dev.elbo.vae.lane.Lanes;

/** {@link Gaussian}. */
final class GaussianLanes implements LaneLikelihood {
  private final double variance;
  private final int features;
  private final float[] terms;

  GaussianLanes(double variance, int features) {
    this.variance = variance;
    this.features = features;
    this.terms = new float[features];
  }

  @Override
  public double logDensity(float[] x, float[][] outputs) {
    float[] mean = outputs[0];
    float[] squares = terms;
    for (int i = 0; i < features; i++) {
      float error = x[i] - mean[i];
      squares[i] = error * error;
    }
    double constant = features * (Gaussian.LOG_TWO_PI + Math.log(variance));
    return -0.5 * (constant + Lanes.sum(squares, features) / variance);
  }

  @Override
  public void gradient(float[] x, float[][] outputs, float factor, float[][] gradients) {
    float[] mean = outputs[0];
    float[] atMean = gradients[0];
    float precision = (float) (factor / variance);
    for (int i = 0; i < features; i++) {
      atMean[i] = precision * (x[i] - mean[i]);
    }
  }
}
