package dev.elbo.vae.likelihood;

import dev.elbo.vae.lane.Lanes;

/**
 * {@link LearnedGaussian}. With u = output - floor and log-variance = floor + softplus(u), the
 * precision is exp(-floor) sigmoid(-u), so one exponential serves all.
 */
final class LearnedGaussianLanes implements LaneLikelihood {
  private static final float FLOOR = (float) LearnedGaussian.FLOOR;
  private static final float GREATEST_PRECISION = (float) Math.exp(-LearnedGaussian.FLOOR);

  private final int features;
  private final float[] u;
  private final float[] e;
  private final float[] precision;
  private final float[] terms;

  /** (x - mean)^2 precision. */
  private final float[] distance;

  LearnedGaussianLanes(int features) {
    this.features = features;
    this.u = new float[features];
    this.e = new float[features];
    this.precision = new float[features];
    this.terms = new float[features];
    this.distance = new float[features];
  }

  @Override
  public double logDensity(float[] x, float[][] outputs) {
    aboveFloor(outputs[1], u, features);
    Lanes.expOfMinusAbs(u, e, features);
    Lanes.log1p(e, terms, features);
    Lanes.addPositivePart(terms, u, features);
    negate(u, precision, features);
    Lanes.sigmoid(precision, e, distance, features);
    square(x, outputs[0], precision, distance, features);
    Lanes.add(terms, distance, features);
    return -0.5
        * (features * (Gaussian.LOG_TWO_PI + LearnedGaussian.FLOOR) + Lanes.sum(terms, features));
  }

  @Override
  public void gradient(float[] x, float[][] outputs, float factor, float[][] gradients) {
    Lanes.sigmoid(u, e, gradients[1], features);
    atLogVariance(distance, gradients[1], 0.5f * factor, features);
    atMean(x, outputs[0], precision, gradients[0], factor, features);
  }

  private static void aboveFloor(float[] output, float[] u, int n) {
    for (int i = 0; i < n; i++) {
      u[i] = output[i] - FLOOR;
    }
  }

  private static void negate(float[] u, float[] target, int n) {
    for (int i = 0; i < n; i++) {
      target[i] = -u[i];
    }
  }

  /** From sigmoid(-u) in {@code distance}: the precision, and the distance itself. */
  private static void square(float[] x, float[] mean, float[] precision, float[] distance, int n) {
    for (int i = 0; i < n; i++) {
      float p = GREATEST_PRECISION * distance[i];
      float error = x[i] - mean[i];
      precision[i] = p;
      distance[i] = error * error * p;
    }
  }

  /** From the slope of the softplus in {@code gradient}. */
  private static void atLogVariance(float[] distance, float[] gradient, float factor, int n) {
    for (int i = 0; i < n; i++) {
      gradient[i] *= factor * (distance[i] - 1);
    }
  }

  private static void atMean(
      float[] x, float[] mean, float[] precision, float[] gradient, float factor, int n) {
    for (int i = 0; i < n; i++) {
      gradient[i] = factor * (x[i] - mean[i]) * precision[i];
    }
  }
}
