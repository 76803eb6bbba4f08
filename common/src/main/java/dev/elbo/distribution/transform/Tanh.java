package dev.elbo.distribution.transform;

/** y = tanh(x), onto (-1, 1); log det J = sum 2 (log 2 - |x| - log(1 + exp(-2 |x|))). */
public final class Tanh extends Elementwise {
  private static final long serialVersionUID = 1;
  private static final double LOG_TWO = Math.log(2);

  /** Of {@code size} numbers. */
  public Tanh(int size) {
    super(size);
  }

  @Override
  public String name() {
    return "tanh";
  }

  @Override
  double forward(double x) {
    return Ranges.symmetric(Math.tanh(x));
  }

  @Override
  boolean reaches(double y) {
    return !(y <= -1 || y >= 1);
  }

  @Override
  double inverse(double y) {
    return 0.5 * (Math.log1p(y) - Math.log1p(-y));
  }

  @Override
  double logSlope(double x) {
    double a = Math.abs(x);
    return 2 * (LOG_TWO - a - Math.log1p(Math.exp(-2 * a)));
  }

  @Override
  double logSlopeDerivative(double x) {
    return -2 * Math.tanh(x);
  }
}
