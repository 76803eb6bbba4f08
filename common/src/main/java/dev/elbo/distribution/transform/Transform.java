package dev.elbo.distribution.transform;

import dev.elbo.distribution.Parameter;
import java.io.Serializable;
import java.util.List;

/**
 * An invertible, differentiable map y = T(x; theta) of vectors of n numbers, onto all of R^n or a
 * part of it, with the products that a gradient through it needs. J is dT/dx, [n, n].
 *
 * <p>Pure functions on plain doubles, as a family is. Methods trust theta: the family that a
 * transform serves has checked it. Arrays given to one call are distinct.
 */
public interface Transform extends Serializable {

  /** The name that its parameters carry in a family, such as {@code planar}. */
  String name();

  /** How many numbers x and y have. */
  int size();

  /** The blocks of theta, in order; none for a fixed map. */
  List<Parameter> parameters();

  /**
   * T(x). Where the range is not all of R^n, what would round to its edge is the nearest double
   * inside.
   *
   * @param y receives it, [size]
   */
  void forward(double[] theta, double[] x, double[] y);

  /**
   * The x with T(x) = y.
   *
   * @param x receives it, [size]
   * @return false, and x without meaning, if y is outside of the range of T
   */
  boolean inverse(double[] theta, double[] y, double[] x);

  /** log |det J| at x. */
  double logDeterminant(double[] theta, double[] x);

  /**
   * Adds the gradient of {@code weight} times log |det J|.
   *
   * @param ofX [size]
   * @param ofTheta [parameters]
   */
  void addLogDeterminant(double[] theta, double[] x, double weight, double[] ofX, double[] ofTheta);

  /**
   * Adds the gradient of {@code cotangent}^T T(x; theta).
   *
   * @param cotangent d loss / d y, [size]
   * @param ofX J^T cotangent, [size]
   * @param ofTheta [parameters]
   */
  void addPullback(double[] theta, double[] x, double[] cotangent, double[] ofX, double[] ofTheta);

  /**
   * Undoes the pullback: replaces a cotangent of x by that of y, J^-T cotangent.
   *
   * @param cotangent [size]
   */
  void solveTransposed(double[] theta, double[] x, double[] cotangent);

  /** True if every number of y is a + b times the same number of x: moments then follow it. */
  default boolean isAffine() {
    return false;
  }

  /** The length of theta. */
  default int parameterCount() {
    return parameters().stream().mapToInt(Parameter::length).sum();
  }
}
