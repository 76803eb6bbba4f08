package dev.elbo.vae.likelihood;

/**
 * From outputs of the decoder, which may be any numbers, to parameters within bounds, and the
 * slopes of that.
 */
final class Links {
  /** Above it a rate grows linearly: e to the 20 is 5e8, and e to the 710 is infinite. */
  private static final double GREATEST_LOG_RATE = 20;

  private Links() {}

  /** log(1 + exp a). */
  static double softplus(double a) {
    // log and exp are intrinsics, log1p is not; 1 + e rounds at 1e-16, which a sum in nats does
    // not see.
    return Math.max(a, 0) + Math.log(1 + Math.exp(-Math.abs(a)));
  }

  /** log(1 + exp a) to its last digits where that is small: for what multiplies it. */
  static double exactSoftplus(double a) {
    return Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
  }

  /** 1 / (1 + exp(-a)). */
  static double sigmoid(double a) {
    if (a >= 0) {
      return 1 / (1 + Math.exp(-a));
    }
    double e = Math.exp(a);
    return e / (1 + e);
  }

  /** The output where it is well above the floor, never less than the floor. */
  static double above(double floor, double output) {
    return floor + softplus(output - floor);
  }

  /** The derivative of {@link #above}. */
  static double slopeAbove(double floor, double output) {
    return sigmoid(output - floor);
  }

  /** The output where it is well between the bounds, never above them or notably below. */
  static double between(double floor, double ceiling, double output) {
    return ceiling - softplus(ceiling - floor - softplus(output - floor));
  }

  /** The derivative of {@link #between}. */
  static double slopeBetween(double floor, double ceiling, double output) {
    return sigmoid(ceiling - floor - softplus(output - floor)) * sigmoid(output - floor);
  }

  /** The logarithm of a rate: the output itself, above 20 the logarithm of a line. */
  static double logRate(double output) {
    return output <= GREATEST_LOG_RATE
        ? output
        : GREATEST_LOG_RATE + Math.log1p(output - GREATEST_LOG_RATE);
  }

  /** The derivative of {@link #logRate}. */
  static double slopeOfLogRate(double output) {
    return output <= GREATEST_LOG_RATE ? 1 : 1 / (1 + output - GREATEST_LOG_RATE);
  }
}
