package dev.elbo.distribution;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/** The textbook's formulas with an inverse and a determinant: an oracle, not a method. */
record DenseNormal(double[] mean, double[][] covariance) {

  static DenseNormal of(Family family, double[] theta) {
    return new DenseNormal(Arrays.copyOf(theta, family.size()), covarianceOf(family, theta));
  }

  private static double[][] covarianceOf(Family family, double[] theta) {
    if (family instanceof MultivariateNormal full) {
      return full.covariance(theta);
    }
    if (family instanceof LowRankNormal lowRank) {
      return lowRank.covariance(theta);
    }
    double[] variance = family.variance(theta).orElseThrow();
    double[][] diagonal = new double[variance.length][variance.length];
    for (int i = 0; i < variance.length; i++) {
      diagonal[i][i] = variance[i];
    }
    return diagonal;
  }

  double logDensity(double[] z) {
    RealVector shift = new ArrayRealVector(z).subtract(new ArrayRealVector(mean));
    return -0.5
        * (z.length * Math.log(2 * Math.PI)
            + logDeterminant()
            + shift.dotProduct(inverse().operate(shift)));
  }

  double kl(DenseNormal prior) {
    RealVector shift = new ArrayRealVector(prior.mean).subtract(new ArrayRealVector(mean));
    RealMatrix inverse = prior.inverse();
    return 0.5
        * (inverse.multiply(matrix()).getTrace()
            + shift.dotProduct(inverse.operate(shift))
            - mean.length
            + prior.logDeterminant()
            - logDeterminant());
  }

  /** The mean of direction^T z. */
  double meanAlong(double[] direction) {
    return new ArrayRealVector(mean).dotProduct(new ArrayRealVector(direction));
  }

  /** The standard deviation of direction^T z. */
  double deviationAlong(double[] direction) {
    RealVector d = new ArrayRealVector(direction);
    return Math.sqrt(d.dotProduct(matrix().operate(d)));
  }

  private RealMatrix matrix() {
    return new Array2DRowRealMatrix(covariance);
  }

  private RealMatrix inverse() {
    return new LUDecomposition(matrix()).getSolver().getInverse();
  }

  private double logDeterminant() {
    return Math.log(new LUDecomposition(matrix()).getDeterminant());
  }
}
