package dev.elbo.feature;

/**
 * sign(x) log(1 + |x|), for skewed columns: any number has one, 0 stays 0, and large ones come
 * closer.
 */
public enum SignedLog implements ColumnMap {
  INSTANCE;

  @Override
  public double apply(double raw) {
    return Math.copySign(Math.log1p(Math.abs(raw)), raw);
  }

  @Override
  public double invert(double mapped) {
    return Math.copySign(Math.expm1(Math.abs(mapped)), mapped);
  }
}
