package dev.elbo.distribution.transform;

/** y = log(1 + exp(x)), onto the positive numbers; log det J = sum -softplus(-x). */
public final class Softplus extends Elementwise {
  private static final long serialVersionUID = 1;

  /** Of {@code size} numbers. */
  public Softplus(int size) {
    super(size);
  }

  /** log(1 + exp(x)), without overflow. */
  static double of(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  @Override
  public String name() {
    return "softplus";
  }

  @Override
  double forward(double x) {
    return Ranges.positive(of(x));
  }

  @Override
  boolean reaches(double y) {
    return !(y <= 0 || y == Double.POSITIVE_INFINITY);
  }

  @Override
  double inverse(double y) {
    // log(exp(y) - 1), either way without overflow and without cancellation.
    return y > 1 ? y + Math.log1p(-Math.exp(-y)) : Math.log(Math.expm1(y));
  }

  @Override
  double logSlope(double x) {
    return -of(-x);
  }

  @Override
  double logSlopeDerivative(double x) {
    return Sigmoid.of(-x);
  }
}
