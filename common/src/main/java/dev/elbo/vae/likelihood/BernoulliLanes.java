package dev.elbo.vae.likelihood;

import dev.elbo.vae.lane.Lanes;

/** {@link Bernoulli}: log p = x a - (a + |a|) / 2 - log(1 + e), e = exp(-|a|). */
final class BernoulliLanes implements LaneLikelihood {
  private final int features;
  private final float[] e;
  private final float[] terms;

  BernoulliLanes(int features) {
    this.features = features;
    this.e = new float[features];
    this.terms = new float[features];
  }

  @Override
  public double logDensity(float[] x, float[][] outputs) {
    float[] a = outputs[0];
    Lanes.expOfMinusAbs(a, e, features);
    Lanes.log1p(e, terms, features);
    explain(x, a, terms, features);
    return Lanes.sum(terms, features);
  }

  @Override
  public void gradient(float[] x, float[][] outputs, float factor, float[][] gradients) {
    Lanes.sigmoid(outputs[0], e, gradients[0], features);
    subtractFrom(x, gradients[0], factor, features);
  }

  private static void explain(float[] x, float[] a, float[] terms, int n) {
    for (int i = 0; i < n; i++) {
      terms[i] = Math.fma(x[i], a[i], -0.5f * (a[i] + Math.abs(a[i]))) - terms[i];
    }
  }

  private static void subtractFrom(float[] x, float[] values, float factor, int n) {
    for (int i = 0; i < n; i++) {
      values[i] = factor * (x[i] - values[i]);
    }
  }
}
