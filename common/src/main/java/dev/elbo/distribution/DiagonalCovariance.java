package dev.elbo.distribution;

import java.util.Arrays;

/** S = diag(scale^2). */
record DiagonalCovariance(double[] scale) implements Covariance {

  @Override
  public double logDeterminant() {
    return 2 * Arrays.stream(scale).map(Math::log).sum();
  }

  @Override
  public double[] solve(double[] v) {
    double[] x = new double[v.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = v[i] / scale[i] / scale[i];
    }
    return x;
  }

  @Override
  public double quadratic(double[] v) {
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      double e = v[i] / scale[i];
      sum += e * e;
    }
    return sum;
  }

  @Override
  public double[] inverseDiagonal() {
    return Arrays.stream(scale).map(s -> 1 / s / s).toArray();
  }
}
