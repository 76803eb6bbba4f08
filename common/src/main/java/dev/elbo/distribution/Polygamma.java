package dev.elbo.distribution;

import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Trigamma;

/**
 * The first derivatives of log Gamma, with the digits that small and large arguments need: the
 * library drops all but 1/x up to 1e-5, and differences of its values lose digits.
 */
final class Polygamma {
  private static final double SMALL = 1e-4;

  private Polygamma() {}

  /** psi(x), x &gt; 0. */
  static double digamma(double x) {
    return x < SMALL ? Digamma.value(1 + x) - 1 / x : Digamma.value(x);
  }

  /** psi'(x), x &gt; 0; infinite below 1e-154. */
  static double trigamma(double x) {
    return x < SMALL ? Trigamma.value(1 + x) + 1 / x / x : Trigamma.value(x);
  }

  /** psi(x) - ln(x). */
  static double digammaMinusLog(double x) {
    return x < Stirling.LEAST ? digamma(x) - Math.log(x) : Stirling.correctionSlope(x) - 0.5 / x;
  }

  /**
   * psi(a + b) - psi(a), b &gt; 0, to full relative precision however small b is against a: the
   * recurrence up to where Stirling's series holds, then its difference term by term.
   */
  static double digammaRise(double a, double b) {
    double sum = 0;
    double from = a;
    while (from < Stirling.LEAST) {
      sum += b / from / (from + b);
      from += 1;
    }
    double log = Math.log1p(b / from);
    return sum + log - 0.5 * Math.expm1(-log) / from + Stirling.slopeRise(from, log);
  }
}
