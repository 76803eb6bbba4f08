package dev.elbo.vae;

import dev.elbo.vae.likelihood.RowLikelihood;
import java.util.List;

/** Any likelihood, row by row in double. */
final class RowLikelihoodLayer extends LikelihoodLayer {
  private final RowLikelihood likelihood;
  private final float[] x;
  private final double[][] gradients;

  RowLikelihoodLayer(List<OutputLayer> heads, RowLikelihood likelihood, int features, int columns) {
    super(heads);
    this.likelihood = likelihood;
    this.x = new float[features];
    this.gradients =
        heads.stream().map(head -> new double[head.width() * columns]).toArray(double[][]::new);
  }

  @Override
  void measure(Matrix rows, int columns, int points, double[] logDensity) {
    double[][] outputs = outputs(columns);
    for (int column = 0; column < columns; column++) {
      rows.get(column / points * x.length, x, x.length);
      logDensity[column] = likelihood.logDensity(x, outputs, column, gradients);
    }
  }

  @Override
  void explain(Matrix rows, int columns, int points, double factor, double[] logDensity) {
    measure(rows, columns, points, logDensity);
    for (int k = 0; k < gradients.length; k++) {
      int count = columns * heads().get(k).width();
      for (int i = 0; i < count; i++) {
        gradients[k][i] *= factor;
      }
      heads().get(k).outputGradient().write(0, gradients[k], count);
    }
  }
}
