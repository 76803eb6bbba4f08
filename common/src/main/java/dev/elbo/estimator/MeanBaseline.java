package dev.elbo.estimator;

/** The mean over all samples. */
record MeanBaseline() implements Baseline {

  @Override
  public String name() {
    return "mean-baseline";
  }

  @Override
  public int leastSamples() {
    return 2;
  }

  @Override
  public double[][] contributions(double[] values, double[][] scores) {
    return Baseline.constant(ConstantBaseline.mean(values)).contributions(values, scores);
  }
}
