package dev.elbo.distribution;

import java.io.Serializable;

/** A real function of theta and of one number more: a quantile, a CDF, a log density. */
@FunctionalInterface
public interface Curve extends Serializable {

  /**
   * The value.
   *
   * @param theta [parameters], in the domains of the family
   * @param x inside of the support, or a u between 0 and 1
   */
  double value(double[] theta, double x);

  /** The derivatives of a {@link Curve} in theta. */
  @FunctionalInterface
  interface Gradient extends Serializable {

    /**
     * The derivatives.
     *
     * @param gradient receives them, [parameters]; what it held is replaced
     */
    void value(double[] theta, double x, double[] gradient);
  }
}
