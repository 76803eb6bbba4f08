package dev.elbo.distribution;

import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/** Refuses a matrix that is no covariance, and says where. */
final class PositiveDefinite {
  /** Asymmetry that rounding may leave, relative to the diagonal. */
  private static final double ASYMMETRY = 1e-10;

  private PositiveDefinite() {}

  /** The Cholesky factor of a covariance, [n, n]. */
  static LowerTriangle factor(double[][] covariance, int n) {
    requireSquare(covariance, n);
    LowerTriangle factor;
    try {
      factor = LowerTriangle.cholesky(symmetric(covariance));
    } catch (NonPositiveDefiniteMatrixException e) {
      throw notPositive(e.getRow(), e.getArgument().doubleValue());
    }
    for (int i = 0; i < n; i++) {
      double pivot = factor.at(i, i) * factor.at(i, i);
      // Beside what was subtracted from it, such a pivot is rounding, whatever its sign.
      if (!(pivot > n * Math.ulp(covariance[i][i]))) {
        throw notPositive(i, pivot);
      }
    }
    return factor;
  }

  private static void requireSquare(double[][] covariance, int n) {
    if (covariance.length != n) {
      throw notSquare("it has [" + covariance.length + "] rows", n);
    }
    for (int i = 0; i < n; i++) {
      if (covariance[i].length != n) {
        throw notSquare("row " + i + " has [" + covariance[i].length + "] numbers", n);
      }
      for (int j = 0; j < n; j++) {
        if (!Double.isFinite(covariance[i][j])) {
          throw new IllegalArgumentException(
              "Cannot factor the covariance: row %d, column %d is [%s]. Give finite numbers."
                  .formatted(i, j, covariance[i][j]));
        }
      }
    }
  }

  private static double[][] symmetric(double[][] covariance) {
    int n = covariance.length;
    double[][] result = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double below = covariance[i][j];
        double above = covariance[j][i];
        double scale =
            Math.sqrt(Math.abs(covariance[i][i])) * Math.sqrt(Math.abs(covariance[j][j]));
        if (Math.abs(below - above) > ASYMMETRY * scale) {
          throw new IllegalArgumentException(
              "Cannot factor the covariance: it is not symmetric, row %d, column %d is [%s] and row %d, column %d is [%s]. Give a symmetric matrix; where both are estimates, their mean."
                  .formatted(i, j, below, j, i, above));
        }
        result[i][j] = 0.5 * below + 0.5 * above;
        result[j][i] = result[i][j];
      }
    }
    return result;
  }

  private static IllegalArgumentException notSquare(String reason, int n) {
    return new IllegalArgumentException(
        "Cannot factor the covariance: %s for a mean of [%d]. Give a square matrix of that size."
            .formatted(reason, n));
  }

  private static IllegalArgumentException notPositive(int pivot, double value) {
    return new IllegalArgumentException(
        "Cannot factor the covariance: it is not positive definite, pivot %d is [%s]. Add a small positive number to its diagonal, or leave out what is a sum of the others."
            .formatted(pivot, value));
  }
}
