package dev.elbo.vae.likelihood;

import dev.elbo.distribution.Noise;
import java.util.List;

/** One law with an output a head for all columns: the outputs of a head lie as the features do. */
final class SameColumns implements RowLikelihood {
  private final ColumnLikelihood law;
  private final int features;
  private final List<Head> heads;
  private final double[] theta;
  private final double[] gradient;

  SameColumns(ColumnLikelihood law, int features) {
    this.law = law;
    this.features = features;
    this.heads = law.heads().stream().map(head -> new Head(head.name(), features)).toList();
    this.theta = new double[heads.size()];
    this.gradient = new double[heads.size()];
  }

  @Override
  public List<Head> heads() {
    return heads;
  }

  @Override
  public double logDensity(
      float[] rows, int row, double[][] outputs, int example, double[][] gradients) {
    double sum = 0;
    for (int j = 0; j < features; j++) {
      int at = example * features + j;
      gather(outputs, at);
      sum += law.logDensity(rows[row * features + j], theta, gradient);
      for (int k = 0; k < gradient.length; k++) {
        gradients[k][at] = gradient[k];
      }
    }
    return sum;
  }

  @Override
  public void mean(double[][] outputs, int example, double[] target, int at) {
    for (int j = 0; j < features; j++) {
      gather(outputs, example * features + j);
      target[at + j] = law.mean(theta);
    }
  }

  @Override
  public void sample(double[][] outputs, int example, Noise noise, double[] target, int at) {
    for (int j = 0; j < features; j++) {
      gather(outputs, example * features + j);
      target[at + j] = law.sample(theta, noise.at(j));
    }
  }

  private void gather(double[][] outputs, int at) {
    for (int k = 0; k < theta.length; k++) {
      theta[k] = outputs[k][at];
    }
  }
}
