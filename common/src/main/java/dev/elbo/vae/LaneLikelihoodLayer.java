package dev.elbo.vae;

import dev.elbo.vae.likelihood.LaneLikelihood;
import java.util.List;

/** One law for all columns in vector lanes: value and gradient while a row is in the cache. */
final class LaneLikelihoodLayer extends LikelihoodLayer {
  private final LaneLikelihood likelihood;
  private final int features;
  private final float[] x;
  private final float[][] outputs;
  private final float[][] gradients;

  LaneLikelihoodLayer(List<OutputLayer> heads, LaneLikelihood likelihood, int features) {
    super(heads);
    this.likelihood = likelihood;
    this.features = features;
    this.x = new float[features];
    this.outputs = new float[heads.size()][features];
    this.gradients = new float[heads.size()][features];
  }

  @Override
  void measure(Matrix rows, int columns, int points, double[] logDensity) {
    for (int column = 0; column < columns; column++) {
      logDensity[column] = measure(rows, column, points);
    }
  }

  @Override
  void explain(Matrix rows, int columns, int points, double factor, double[] logDensity) {
    for (int column = 0; column < columns; column++) {
      logDensity[column] = measure(rows, column, points);
      likelihood.gradient(x, outputs, (float) factor, gradients);
      for (int k = 0; k < gradients.length; k++) {
        heads().get(k).outputGradient().put(column * features, gradients[k], features);
      }
    }
  }

  private double measure(Matrix rows, int column, int points) {
    rows.get(column / points * features, x, features);
    for (int k = 0; k < outputs.length; k++) {
      heads().get(k).output(column, outputs[k]);
    }
    return likelihood.logDensity(x, outputs);
  }
}
