package dev.elbo.distribution.transform;

import dev.elbo.distribution.Parameter;
import java.util.List;

/** The same increasing function of every number, without parameters. */
abstract class Elementwise implements Transform {
  private static final long serialVersionUID = 1;

  private final int size;

  Elementwise(int size) {
    this.size = Sizes.require(size, "transform");
  }

  /** f(x), inside of the range. */
  abstract double forward(double x);

  /** False for what is outside of the range of f or on its edge; true for NaN. */
  abstract boolean reaches(double y);

  /** The x with f(x) = y. */
  abstract double inverse(double y);

  /** log f'(x). */
  abstract double logSlope(double x);

  /** d log f'(x) / d x. */
  abstract double logSlopeDerivative(double x);

  @Override
  public final int size() {
    return size;
  }

  @Override
  public final List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public final void forward(double[] theta, double[] x, double[] y) {
    for (int i = 0; i < size; i++) {
      y[i] = forward(x[i]);
    }
  }

  @Override
  public final boolean inverse(double[] theta, double[] y, double[] x) {
    for (int i = 0; i < size; i++) {
      if (!reaches(y[i])) {
        return false;
      }
      x[i] = inverse(y[i]);
    }
    return true;
  }

  @Override
  public final double logDeterminant(double[] theta, double[] x) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += logSlope(x[i]);
    }
    return sum;
  }

  @Override
  public final void addLogDeterminant(
      double[] theta, double[] x, double weight, double[] ofX, double[] ofTheta) {
    for (int i = 0; i < size; i++) {
      ofX[i] += weight * logSlopeDerivative(x[i]);
    }
  }

  @Override
  public final void addPullback(
      double[] theta, double[] x, double[] cotangent, double[] ofX, double[] ofTheta) {
    for (int i = 0; i < size; i++) {
      ofX[i] += cotangent[i] * Math.exp(logSlope(x[i]));
    }
  }

  @Override
  public final void solveTransposed(double[] theta, double[] x, double[] cotangent) {
    for (int i = 0; i < size; i++) {
      cotangent[i] *= Math.exp(-logSlope(x[i]));
    }
  }
}
