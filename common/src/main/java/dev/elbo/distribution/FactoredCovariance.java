package dev.elbo.distribution;

import java.util.Arrays;

/** S = L L^T. */
record FactoredCovariance(LowerTriangle factor) implements Covariance {

  @Override
  public double logDeterminant() {
    return 2 * factor.logDeterminant();
  }

  @Override
  public double[] solve(double[] v) {
    return factor.solveTransposed(factor.solve(v));
  }

  @Override
  public double quadratic(double[] v) {
    return Arrays.stream(factor.solve(v)).map(e -> e * e).sum();
  }

  @Override
  public double[] inverseDiagonal() {
    double[] result = new double[factor.size()];
    for (int i = 0; i < result.length; i++) {
      double[] unit = new double[result.length];
      unit[i] = 1;
      result[i] = quadratic(unit);
    }
    return result;
  }
}
