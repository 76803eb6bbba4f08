package dev.elbo.distribution;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/** A lower triangular matrix L with a positive diagonal, the factor of a covariance L L^T. */
final class LowerTriangle {
  private final double[][] rows;

  private LowerTriangle(double[][] rows) {
    this.rows = rows;
  }

  /**
   * From a diagonal and the numbers below it, row by row.
   *
   * @param theta has the diagonal at {@code from}, [size], then the rest, [size (size - 1) / 2]
   */
  static LowerTriangle of(double[] theta, int from, int size) {
    double[][] rows = new double[size][];
    int at = from + size;
    for (int i = 0; i < size; i++) {
      rows[i] = new double[i + 1];
      System.arraycopy(theta, at, rows[i], 0, i);
      rows[i][i] = theta[from + i];
      at += i;
    }
    return new LowerTriangle(rows);
  }

  /**
   * L with L L^T = symmetric; reads the upper half.
   *
   * @throws NonPositiveDefiniteMatrixException with the pivot that is not above 0
   */
  static LowerTriangle cholesky(double[][] symmetric) {
    // The caller has symmetry; the library's own threshold for a pivot, 1e-10, knows no units.
    var factor =
        new CholeskyDecomposition(
            new Array2DRowRealMatrix(symmetric, false), Double.POSITIVE_INFINITY, 0);
    double[][] full = factor.getL().getData();
    double[][] rows = new double[full.length][];
    for (int i = 0; i < full.length; i++) {
      rows[i] = Arrays.copyOf(full[i], i + 1);
    }
    return new LowerTriangle(rows);
  }

  int size() {
    return rows.length;
  }

  double at(int row, int column) {
    return rows[row][column];
  }

  /** log det L. */
  double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += Math.log(rows[i][i]);
    }
    return sum;
  }

  /** L v. */
  double[] times(double[] v) {
    double[] result = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j <= i; j++) {
        result[i] += rows[i][j] * v[j];
      }
    }
    return result;
  }

  /** x with L x = v. */
  double[] solve(double[] v) {
    double[] x = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double rest = v[i];
      for (int j = 0; j < i; j++) {
        rest -= rows[i][j] * x[j];
      }
      x[i] = rest / rows[i][i];
    }
    return x;
  }

  /** x with L^T x = v. */
  double[] solveTransposed(double[] v) {
    double[] x = v.clone();
    for (int i = rows.length - 1; i >= 0; i--) {
      x[i] /= rows[i][i];
      for (int j = 0; j < i; j++) {
        x[j] -= rows[i][j] * x[i];
      }
    }
    return x;
  }
}
