package dev.elbo.distribution;

import java.util.Arrays;

/** The covariance S of a normal family, to be solved with and never inverted. */
interface Covariance {

  /** log det S. */
  double logDeterminant();

  /** S^-1 v. */
  double[] solve(double[] v);

  /** v^T S^-1 v, a sum of squares. */
  double quadratic(double[] v);

  /** The diagonal of S^-1. */
  double[] inverseDiagonal();

  /** Whether {@link #of} knows the family: normal, with the mean as its first block. */
  static boolean isKnown(Family family) {
    return family instanceof Normal
        || family instanceof MultivariateNormal
        || family instanceof LowRankNormal
        || (family instanceof Independent events && events.event() instanceof Normal);
  }

  /** The covariance of a family that {@link #isKnown}. */
  static Covariance of(Family family, double[] theta) {
    int n = family.size();
    if (family instanceof MultivariateNormal) {
      return new FactoredCovariance(LowerTriangle.of(theta, n, n));
    }
    if (family instanceof LowRankNormal lowRank) {
      return new LowRankCovariance(lowRank, theta);
    }
    return new DiagonalCovariance(Arrays.copyOfRange(theta, n, 2 * n));
  }
}
