package dev.elbo.distribution;

import java.util.Arrays;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/**
 * S = W W^T + D, through the small matrix C = I + W^T D^-1 W, [rank, rank]: Woodbury's identity in
 * the form of a regression,
 *
 * <pre>
 *   y = C^-1 W^T D^-1 v          what of the factors e1 is expected, given W e1 + sqrt(D) e2 = v
 *   S^-1 v = D^-1 (v - W y)      v^T S^-1 v = |y|^2 + |D^-1/2 (v - W y)|^2
 *   det S = det C det D
 * </pre>
 *
 * <p>The sum of squares keeps its digits where W W^T is far above D; the usual difference, v^T D^-1
 * v less the square of C^-1/2 W^T D^-1 v, loses them.
 */
final class LowRankCovariance implements Covariance {
  private final LowRankNormal family;
  private final double[] theta;
  private final LowerTriangle small;

  LowRankCovariance(LowRankNormal family, double[] theta) {
    this.family = family;
    this.theta = theta;
    this.small = factorOfC();
  }

  private LowerTriangle factorOfC() {
    int rank = family.rank();
    double[][] c = new double[rank][rank];
    for (int i = 0; i < family.size(); i++) {
      double variance = family.variance(theta, i);
      for (int k = 0; k < rank; k++) {
        double scaled = family.factor(theta, i, k) / variance;
        for (int m = 0; m < rank; m++) {
          c[k][m] += scaled * family.factor(theta, i, m);
        }
      }
    }
    for (int k = 0; k < rank; k++) {
      c[k][k] += 1;
      if (!Double.isFinite(c[k][k])) {
        throw tooWide("a sum of squares of column " + k + " over the diagonal", c[k][k]);
      }
    }
    try {
      return LowerTriangle.cholesky(c);
    } catch (NonPositiveDefiniteMatrixException e) {
      // C is at least I: only rounding beside something 1e16 times as large gets here.
      throw tooWide("pivot " + e.getRow() + " of I + W^T D^-1 W", e.getArgument().doubleValue());
    }
  }

  private IllegalArgumentException tooWide(String what, double value) {
    return new IllegalArgumentException(
        "Cannot factor %s: %s is [%s]. Give a factor below 1e7 times the root of the diagonal."
            .formatted(family.name(), what, value));
  }

  /** y of the class comment, [rank]. */
  double[] factors(double[] v) {
    double[] sums = new double[family.rank()];
    for (int i = 0; i < v.length; i++) {
      double scaled = v[i] / family.variance(theta, i);
      for (int k = 0; k < sums.length; k++) {
        sums[k] += family.factor(theta, i, k) * scaled;
      }
    }
    return small.solveTransposed(small.solve(sums));
  }

  /** v - W y. */
  private double residual(double[] v, double[] y, int i) {
    double rest = v[i];
    for (int k = 0; k < y.length; k++) {
      rest -= family.factor(theta, i, k) * y[k];
    }
    return rest;
  }

  @Override
  public double logDeterminant() {
    double sum = 2 * small.logDeterminant();
    for (int i = 0; i < family.size(); i++) {
      sum += Math.log(family.variance(theta, i));
    }
    return sum;
  }

  @Override
  public double[] solve(double[] v) {
    double[] y = factors(v);
    double[] x = new double[v.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = residual(v, y, i) / family.variance(theta, i);
    }
    return x;
  }

  @Override
  public double quadratic(double[] v) {
    double[] y = factors(v);
    double sum = Arrays.stream(y).map(e -> e * e).sum();
    for (int i = 0; i < v.length; i++) {
      double rest = residual(v, y, i);
      sum += rest * rest / family.variance(theta, i);
    }
    return sum;
  }

  @Override
  public double[] inverseDiagonal() {
    double[] result = new double[family.size()];
    for (int i = 0; i < result.length; i++) {
      double[] solved = solvedFactor(i);
      double explained = 0;
      for (int k = 0; k < solved.length; k++) {
        explained += family.factor(theta, i, k) * solved[k];
      }
      result[i] = (1 - explained) / family.variance(theta, i);
    }
    return result;
  }

  /** Row i of S^-1 W = D^-1 W C^-1, [rank]. */
  double[] solvedFactor(int i) {
    double[] row = new double[family.rank()];
    for (int k = 0; k < row.length; k++) {
      row[k] = family.factor(theta, i, k) / family.variance(theta, i);
    }
    return small.solveTransposed(small.solve(row));
  }
}
