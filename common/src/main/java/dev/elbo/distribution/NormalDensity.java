package dev.elbo.distribution;

import java.util.Arrays;

/** What the normal families of many numbers share: the mean is the first block of theta. */
final class NormalDensity {
  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private NormalDensity() {}

  /** -(n log(2 pi) + log det S + d^T S^-1 d) / 2 with d = z - mean. */
  static double log(Family family, Covariance covariance, double[] theta, double[] z) {
    double squares = covariance.quadratic(shift(family, z, theta));
    double log = -0.5 * (family.size() * LOG_TWO_PI + covariance.logDeterminant() + squares);
    if (Double.isNaN(log)) {
      throw new IllegalArgumentException(
          "Cannot tell the log density of %s: it is [NaN] at z = %s. Give finite numbers of a scale that the covariance shares."
              .formatted(family.name(), Arrays.toString(z)));
    }
    return log;
  }

  /** The first numbers of one vector less those of another, [size]. */
  static double[] shift(Family family, double[] z, double[] theta) {
    double[] shift = new double[family.size()];
    for (int i = 0; i < shift.length; i++) {
      shift[i] = z[i] - theta[i];
    }
    return shift;
  }
}
