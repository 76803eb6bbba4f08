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
  public double logDensity(float[] x, double[][] outputs, int example, double[][] gradients) {
    // The hot loop of images: locals, which the compiler need not read again after each store.
    ColumnLikelihood column = law;
    double[] parameters = theta;
    double[] derivatives = gradient;
    int first = example * features;
    double sum = 0;
    for (int i = first; i < first + features; i++) {
      for (int k = 0; k < parameters.length; k++) {
        parameters[k] = outputs[k][i];
      }
      sum += column.logDensity(x[i - first], parameters, derivatives);
      for (int k = 0; k < derivatives.length; k++) {
        gradients[k][i] = derivatives[k];
      }
    }
    return sum;
  }

  @Override
  public void terms(float[] x, double[][] outputs, int example, double[] terms) {
    for (int j = 0; j < features; j++) {
      gather(outputs, example * features + j);
      terms[j] = Float.isNaN(x[j]) ? 0 : law.logDensity(x[j], theta, gradient);
    }
  }

  @Override
  public void ceilings(float[] x, double[][] outputs, int example, double[] ceilings) {
    for (int j = 0; j < features; j++) {
      gather(outputs, example * features + j);
      ceilings[j] = Float.isNaN(x[j]) ? 0 : law.ceiling(x[j], theta);
    }
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
