package dev.elbo.distribution;

import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The gap between ln Gamma and its tangent at a: g(c; a) = ln Gamma(c) - ln Gamma(a) - (c - a)
 * psi(a), at least 0. The divergences of the Gamma, Beta and Dirichlet families are sums of it.
 */
final class LogGammaGap {
  private LogGammaGap() {}

  /** g(to; at); where both are large by Stirling's series, so that the large parts cancel first. */
  static double of(double at, double to) {
    if (at < Stirling.LEAST || to < Stirling.LEAST) {
      return LogGamma.value(to) - LogGamma.value(at) - (to - at) * Polygamma.digamma(at);
    }
    return to * LogGap.of((at - to) / to) + beyondLogarithm(at, to);
  }

  /** The part of g(to; at) that is small when both are large: all but that of x ln x - x. */
  static double beyondLogarithm(double at, double to) {
    return 0.5 * LogGap.of((to - at) / at)
        + Stirling.correction(to)
        - Stirling.correction(at)
        - (to - at) * Stirling.correctionSlope(at);
  }
}
