package dev.elbo.estimator;

/** Of least variance for each parameter, estimated from the other samples. */
record OptimalBaseline() implements Baseline {

  @Override
  public String name() {
    return "optimal-baseline";
  }

  @Override
  public int leastSamples() {
    return 2;
  }

  @Override
  public double[][] contributions(double[] values, double[][] scores) {
    int samples = values.length;
    int parameters = scores[0].length;
    double[][] result = new double[samples][parameters];
    double[] sums = Others.sums(values);
    double[] squares = new double[samples];
    double[] products = new double[samples];
    for (int j = 0; j < parameters; j++) {
      for (int k = 0; k < samples; k++) {
        squares[k] = scores[k][j] * scores[k][j];
        products[k] = values[k] * squares[k];
      }
      double[] weight = Others.sums(squares);
      double[] weighted = Others.sums(products);
      for (int k = 0; k < samples; k++) {
        // Where the others have no score, they still have a mean.
        double b = weight[k] > 0 ? weighted[k] / weight[k] : sums[k] / (samples - 1);
        result[k][j] = (values[k] - b) * scores[k][j];
      }
    }
    return result;
  }
}
