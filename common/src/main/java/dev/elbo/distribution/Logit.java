package dev.elbo.distribution;

/** The logistic function in logs. */
final class Logit {
  private Logit() {}

  /** ln(1 / (1 + e^-y)), without overflow and with all digits in both tails. */
  static double logSigmoid(double y) {
    return y < 0 ? y - Math.log1p(Math.exp(y)) : -Math.log1p(Math.exp(-y));
  }
}
