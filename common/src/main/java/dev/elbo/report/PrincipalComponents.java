package dev.elbo.report;

import java.util.List;

/**
 * The directions of greatest variance, from the covariance by cyclic Jacobi rotations (Golub and
 * Van Loan, section 8.5): deterministic, and exact to rounding for matrices of this size.
 */
final class PrincipalComponents {
  private static final int SWEEPS = 60;
  private static final double TOLERANCE = 1e-14;

  private final double[] mean;
  private final double[][] axes;
  private final double[] explained;

  private PrincipalComponents(double[] mean, double[][] axes, double[] explained) {
    this.mean = mean;
    this.axes = axes;
    this.explained = explained;
  }

  /**
   * Of rows of equal length, at least one.
   *
   * @param rows [n][d]
   * @param count how many components are wanted, at most d
   */
  static PrincipalComponents of(List<float[]> rows, int count) {
    int d = rows.get(0).length;
    double[] mean = mean(rows, d);
    double[][] covariance = covariance(rows, mean);
    double[][] vectors = diagonalize(covariance);
    double[] variances = new double[d];
    double total = 0;
    for (int i = 0; i < d; i++) {
      variances[i] = Math.max(0, covariance[i][i]);
      total += variances[i];
    }
    double[][] axes = new double[count][];
    double[] explained = new double[count];
    for (int k = 0; k < count; k++) {
      int best = greatest(variances);
      axes[k] = positive(column(vectors, best));
      explained[k] = total > 0 ? variances[best] / total : 0;
      variances[best] = -1;
    }
    return new PrincipalComponents(mean, axes, explained);
  }

  /** The unit vector of component k; its entry of greatest magnitude is positive. */
  double[] axis(int k) {
    return axes[k].clone();
  }

  /** The part of the whole variance along component k, 0 to 1; 0 if nothing varies. */
  double explained(int k) {
    return explained[k];
  }

  /** The coordinate of a row along component k, from the mean. */
  double project(float[] row, int k) {
    double sum = 0;
    for (int j = 0; j < row.length; j++) {
      sum += (row[j] - mean[j]) * axes[k][j];
    }
    return sum;
  }

  private static double[] mean(List<float[]> rows, int d) {
    double[] mean = new double[d];
    for (float[] row : rows) {
      for (int j = 0; j < d; j++) {
        mean[j] += row[j] / (double) rows.size();
      }
    }
    return mean;
  }

  private static double[][] covariance(List<float[]> rows, double[] mean) {
    int d = mean.length;
    double[][] sum = new double[d][d];
    for (float[] row : rows) {
      for (int i = 0; i < d; i++) {
        double a = (row[i] - mean[i]) / rows.size();
        for (int j = 0; j < d; j++) {
          sum[i][j] += a * (row[j] - mean[j]);
        }
      }
    }
    return sum;
  }

  /** Leaves the eigenvalues on the diagonal and returns the eigenvectors as columns. */
  private static double[][] diagonalize(double[][] a) {
    int d = a.length;
    double[][] vectors = new double[d][d];
    for (int i = 0; i < d; i++) {
      vectors[i][i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS && !isDiagonal(a); sweep++) {
      for (int p = 0; p < d; p++) {
        for (int q = p + 1; q < d; q++) {
          if (a[p][q] != 0) {
            rotate(a, vectors, p, q);
          }
        }
      }
    }
    return vectors;
  }

  private static boolean isDiagonal(double[][] a) {
    double off = 0;
    double on = 0;
    for (int i = 0; i < a.length; i++) {
      on = Math.max(on, Math.abs(a[i][i]));
      for (int j = 0; j < i; j++) {
        off = Math.max(off, Math.abs(a[i][j]));
      }
    }
    return off <= TOLERANCE * on;
  }

  /** The rotation of axes p and q that makes a[p][q] zero. */
  private static void rotate(double[][] a, double[][] vectors, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    for (double[] row : a) {
      turn(row, p, q, c, s);
    }
    for (int j = 0; j < a.length; j++) {
      double x = a[p][j];
      double y = a[q][j];
      a[p][j] = c * x - s * y;
      a[q][j] = s * x + c * y;
    }
    for (double[] row : vectors) {
      turn(row, p, q, c, s);
    }
  }

  private static void turn(double[] row, int p, int q, double c, double s) {
    double x = row[p];
    double y = row[q];
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  }

  private static int greatest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  private static double[] column(double[][] matrix, int j) {
    double[] column = new double[matrix.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = matrix[i][j];
    }
    return column;
  }

  private static double[] positive(double[] axis) {
    double largest = 0;
    for (double x : axis) {
      largest = Math.abs(x) > Math.abs(largest) ? x : largest;
    }
    for (int i = 0; i < axis.length && largest < 0; i++) {
      axis[i] = -axis[i];
    }
    return axis;
  }
}
