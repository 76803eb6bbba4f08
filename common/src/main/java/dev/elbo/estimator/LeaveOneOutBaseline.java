package dev.elbo.estimator;

/** The mean over the other samples. */
record LeaveOneOutBaseline() implements Baseline {

  @Override
  public String name() {
    return "leave-one-out";
  }

  @Override
  public int leastSamples() {
    return 2;
  }

  @Override
  public double[][] contributions(double[] values, double[][] scores) {
    double[] others = Others.sums(values);
    double[][] result = new double[values.length][];
    for (int k = 0; k < result.length; k++) {
      double signal = values[k] - others[k] / (values.length - 1);
      result[k] = ConstantBaseline.times(signal, scores[k]);
    }
    return result;
  }
}
