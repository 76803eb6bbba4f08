package dev.elbo.estimator;

/** A function f of z whose expectation is differentiated. */
@FunctionalInterface
public interface Integrand {

  /** f(z). */
  double value(double[] z);

  /**
   * df/dz; only estimators that say so ask for it.
   *
   * @param gradient receives it, [size of z]; what it held is replaced
   */
  default void gradient(double[] z, double[] gradient) {
    throw new UnsupportedOperationException(
        "Cannot estimate: the integrand has no gradient. Use a score-function estimator.");
  }
}
