package dev.elbo.distribution;

import org.apache.commons.numbers.gamma.Erfcx;
import org.apache.commons.numbers.gamma.InverseErf;

/** How far a share of the mass of a segment of the standard normal reaches from its peak. */
final class GaussianTail {
  private static final double SQRT_HALF = Math.sqrt(0.5);
  private static final double HUGE = 1e70;
  private static final int STEPS = 60;

  private GaussianTail() {}

  /**
   * The t at which the part from x to x + t of the segment has a share of its mass.
   *
   * @param x at least 0, where the segment begins
   * @param share from 0 to 1
   */
  static double distance(double x, GaussianSegment segment, double share) {
    if (x > HUGE) {
      return 0;
    }
    double ofTail = share * Math.exp(segment.logMass()) / mills(x);
    ofTail = Math.max(0, Math.min(Math.nextDown(1.0), ofTail));
    if (x == 0) {
      return InverseErf.value(ofTail) / SQRT_HALF;
    }
    double t = ofWholeTail(x, Math.log1p(-ofTail));
    if (ofTail < 0.5 && t > 0) {
      // The log of the survival function is known to a rounding of 1; a short t deserves better.
      double excess =
          Math.exp(new GaussianSegment(x, t).logMass()) - share * Math.exp(segment.logMass());
      t -= excess * Math.exp(t * (x + 0.5 * t));
    }
    return t;
  }

  /** Newton's method on the log of the survival function: concave, so it cannot overshoot twice. */
  private static double ofWholeTail(double x, double logSurvival) {
    double t = 0;
    for (int i = 0; i < STEPS; i++) {
      double log =
          Math.log(Erfcx.value((x + t) * SQRT_HALF) / Erfcx.value(x * SQRT_HALF))
              - t * (x + 0.5 * t);
      double step = (log - logSurvival) * mills(x + t);
      t = Math.max(0, t + step);
      if (Math.abs(step) <= 1e-15 * t) {
        break;
      }
    }
    return t;
  }

  /** The mass above x over the density at x. */
  private static double mills(double x) {
    return Math.sqrt(0.5 * Math.PI) * Erfcx.value(x * SQRT_HALF);
  }
}
