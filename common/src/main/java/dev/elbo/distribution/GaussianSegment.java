package dev.elbo.distribution;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The mass of a standard normal on the segment from a to a + width, over its density at a, and the
 * mean of t^n there, t the distance from a:
 *
 * <pre>
 *   M_n = integral from 0 to width of t^n exp(-a t - t^2/2) dt
 * </pre>
 *
 * <p>By 40 nodes of Gauss and Legendre on either side of the peak of the exponential, as far as it
 * is above e^-45 of the peak: all terms are positive, so there is no cancellation however far in
 * the tail or however narrow the segment is. Relative error about 1e-15.
 */
final class GaussianSegment {
  private static final int ORDER = 5;
  private static final double TWICE_CUT = 90;
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(40);

  private final double[] sums = new double[ORDER];
  private final double logPeak;

  GaussianSegment(double a, double width) {
    double peak = Math.max(0, Math.min(width, -a));
    logPeak = peak == 0 ? 0 : peak * (-a - 0.5 * peak);
    double rate = a + peak;
    addSide(peak, 1, rate, width - peak);
    if (peak > 0) {
      addSide(peak, -1, -rate, peak);
    }
  }

  /** log M_0; negative infinity for a segment of no width. */
  double logMass() {
    return logPeak + Math.log(sums[0]);
  }

  /** M_n / M_0, n up to 4; 0 for a segment of no width. */
  double mean(int n) {
    return sums[0] == 0 ? 0 : sums[n] / sums[0];
  }

  private void addSide(double peak, int sign, double rate, double width) {
    double length = Math.min(width, TWICE_CUT / (rate + Math.hypot(rate, Math.sqrt(TWICE_CUT))));
    for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
      double s = 0.5 * length * (1 + RULE.getPoint(i));
      double term = 0.5 * length * RULE.getWeight(i) * Math.exp(-s * (rate + 0.5 * s));
      for (int n = 0; n < ORDER; n++) {
        sums[n] += term;
        term *= peak + sign * s;
      }
    }
  }
}
