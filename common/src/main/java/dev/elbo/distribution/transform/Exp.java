package dev.elbo.distribution.transform;

/** y = exp(x), onto the positive numbers; log det J = sum x. Of a normal it makes a log-normal. */
public final class Exp extends Elementwise {
  private static final long serialVersionUID = 1;

  /** Of {@code size} numbers. */
  public Exp(int size) {
    super(size);
  }

  @Override
  public String name() {
    return "exp";
  }

  @Override
  double forward(double x) {
    return Ranges.positive(Math.exp(x));
  }

  @Override
  boolean reaches(double y) {
    return !(y <= 0 || y == Double.POSITIVE_INFINITY);
  }

  @Override
  double inverse(double y) {
    return Math.log(y);
  }

  @Override
  double logSlope(double x) {
    return x;
  }

  @Override
  double logSlopeDerivative(double x) {
    return 1;
  }
}
