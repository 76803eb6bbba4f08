package dev.elbo.distribution.transform;

import dev.elbo.distribution.Domain;
import dev.elbo.distribution.Parameter;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * y = shift + scale x, number by number; log det J = sum log scale. Standardising a normal
 * distribution is its inverse.
 *
 * <pre>
 *   theta       shift [n]; scale &gt; 0 [n]
 * </pre>
 */
public final class Affine implements Transform {
  private static final long serialVersionUID = 1;

  private final int size;
  private final List<Parameter> parameters;

  /** Of {@code size} numbers. */
  public Affine(int size) {
    this.size = Sizes.require(size, "affine");
    this.parameters =
        List.of(
            new Parameter("shift", size, Domain.REAL),
            new Parameter("scale", size, Domain.POSITIVE));
  }

  /**
   * The map with this shift and scale for good, without parameters.
   *
   * @throws IllegalArgumentException if their lengths differ or a number is outside of its domain
   */
  public static Transform fixed(double[] shift, double[] scale) {
    double[] constants =
        DoubleStream.concat(DoubleStream.of(shift), DoubleStream.of(scale)).toArray();
    return new FixedTransform(new Affine(shift.length), constants);
  }

  @Override
  public String name() {
    return "affine";
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public boolean isAffine() {
    return true;
  }

  @Override
  public void forward(double[] theta, double[] x, double[] y) {
    for (int i = 0; i < size; i++) {
      y[i] = theta[i] + theta[size + i] * x[i];
    }
  }

  @Override
  public boolean inverse(double[] theta, double[] y, double[] x) {
    for (int i = 0; i < size; i++) {
      x[i] = (y[i] - theta[i]) / theta[size + i];
    }
    return true;
  }

  @Override
  public double logDeterminant(double[] theta, double[] x) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Math.log(theta[size + i]);
    }
    return sum;
  }

  @Override
  public void addLogDeterminant(
      double[] theta, double[] x, double weight, double[] ofX, double[] ofTheta) {
    for (int i = 0; i < size; i++) {
      ofTheta[size + i] += weight / theta[size + i];
    }
  }

  @Override
  public void addPullback(
      double[] theta, double[] x, double[] cotangent, double[] ofX, double[] ofTheta) {
    for (int i = 0; i < size; i++) {
      ofX[i] += cotangent[i] * theta[size + i];
      ofTheta[i] += cotangent[i];
      ofTheta[size + i] += cotangent[i] * x[i];
    }
  }

  @Override
  public void solveTransposed(double[] theta, double[] x, double[] cotangent) {
    for (int i = 0; i < size; i++) {
      cotangent[i] /= theta[size + i];
    }
  }
}
