package dev.elbo.distribution;

/**
 * A standard normal restricted to the range from x - left to x + right, seen from x: masses
 * relative to the density at x, and moments of the distance from x.
 */
final class TruncatedGaussian {
  private final GaussianSegment below;
  private final GaussianSegment above;

  TruncatedGaussian(double x, double left, double right) {
    below = new GaussianSegment(-x, left);
    above = new GaussianSegment(x, right);
  }

  GaussianSegment below() {
    return below;
  }

  GaussianSegment above() {
    return above;
  }

  /** The share of the mass that is below x. */
  double cumulative() {
    return 1 / (1 + Math.exp(above.logMass() - below.logMass()));
  }

  /** The log of the mass over the density at x. */
  double logMass() {
    double high = Math.max(below.logMass(), above.logMass());
    double low = Math.min(below.logMass(), above.logMass());
    return high + Math.log1p(Math.exp(low - high));
  }

  /** F (1 - F) / p at x: half the harmonic mean of the masses on either side. */
  double spread() {
    return 1 / (Math.exp(-below.logMass()) + Math.exp(-above.logMass()));
  }

  /** E[(X - x)^n], n up to 4. */
  double moment(int n) {
    double share = cumulative();
    double sign = n % 2 == 0 ? 1 : -1;
    return (1 - share) * above.mean(n) + share * sign * below.mean(n);
  }

  /** E[(X - x)^n | X &gt; x] - E[(X - x)^n | X &lt; x], n up to 4. */
  double gap(int n) {
    return n % 2 == 0 ? above.mean(n) - below.mean(n) : above.mean(n) + below.mean(n);
  }
}
