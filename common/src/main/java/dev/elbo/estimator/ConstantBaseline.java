package dev.elbo.estimator;

/** The same number at every sample. */
record ConstantBaseline(String name, double value) implements Baseline {

  @Override
  public double[][] contributions(double[] values, double[][] scores) {
    double[][] result = new double[values.length][];
    for (int k = 0; k < result.length; k++) {
      result[k] = times(values[k] - value, scores[k]);
    }
    return result;
  }

  static double[] times(double factor, double[] vector) {
    double[] result = new double[vector.length];
    for (int j = 0; j < result.length; j++) {
      result[j] = factor * vector[j];
    }
    return result;
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
