package dev.elbo.distribution.transform;

/**
 * y = 1 / (1 + exp(-x)), onto (0, 1); log det J = sum -softplus(x) - softplus(-x). Of a standard
 * logistic distribution it makes the uniform one.
 */
public final class Sigmoid extends Elementwise {
  private static final long serialVersionUID = 1;

  /** Of {@code size} numbers. */
  public Sigmoid(int size) {
    super(size);
  }

  /** 1 / (1 + exp(-x)), without overflow. */
  static double of(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  @Override
  public String name() {
    return "sigmoid";
  }

  @Override
  double forward(double x) {
    return Ranges.unit(of(x));
  }

  @Override
  boolean reaches(double y) {
    return !(y <= 0 || y >= 1);
  }

  @Override
  double inverse(double y) {
    return Math.log(y) - Math.log1p(-y);
  }

  @Override
  double logSlope(double x) {
    return -Math.abs(x) - 2 * Math.log1p(Math.exp(-Math.abs(x)));
  }

  @Override
  double logSlopeDerivative(double x) {
    return -Math.tanh(0.5 * x);
  }
}
