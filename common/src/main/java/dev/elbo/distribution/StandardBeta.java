package dev.elbo.distribution;

import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/** Beta(a, b) at x given by ln x and ln(1 - x), of which no digit is lost near either end. */
final class StandardBeta {
  private static final double LEAST_EXPONENT = -700;

  private StandardBeta() {}

  /** Draws logit x as the difference of the logs of two Gammas. */
  static double sampleLogit(double a, double b, Noise noise) {
    return OpenInterval.REAL.clamp(
        StandardGamma.sampleLog(a, noise.at(0)) - StandardGamma.sampleLog(b, noise.at(1)));
  }

  /** The log density of logit x: a ln x + b ln(1 - x) - ln B(a, b). */
  static double logDensityOfLogit(double a, double b, double logX, double logRest) {
    if (Math.min(a, b) < Stirling.LEAST) {
      return a * logX + b * logRest - LogBeta.value(a, b);
    }
    double n = a + b;
    double excess = Math.fma(b, Math.exp(logX), -a * Math.exp(logRest));
    double gap =
        a * gap(excess / a, logX - Math.log(a / n))
            + b * gap(-excess / b, logRest - Math.log(b / n));
    return 0.5 * Math.log(a / (2 * Math.PI) * (b / n))
        + Stirling.correction(n)
        - Stirling.correction(a)
        - Stirling.correction(b)
        - gap;
  }

  /** excess - log, log being ln(1 + excess) to the digits that a small excess has not. */
  static double gap(double excess, double log) {
    return Math.abs(excess) < 0.5 ? LogGap.of(excess) : excess - log;
  }

  /** P(X &lt;= x). */
  static double cumulative(double a, double b, double logX, double logRest) {
    if (logX < LEAST_EXPONENT) {
      return Math.exp(a * logX - Math.log(a) - LogBeta.value(a, b));
    }
    return logX < logRest
        ? RegularizedBeta.value(Math.exp(logX), a, b)
        : 1 - mirrored(a, b, logRest);
  }

  private static double mirrored(double a, double b, double logRest) {
    return logRest < LEAST_EXPONENT
        ? Math.exp(b * logRest - Math.log(b) - LogBeta.value(a, b))
        : RegularizedBeta.value(Math.exp(logRest), b, a);
  }
}
