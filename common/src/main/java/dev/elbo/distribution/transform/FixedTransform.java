package dev.elbo.distribution.transform;

import dev.elbo.distribution.Domains;
import dev.elbo.distribution.Parameter;
import java.util.List;

/** A transform at one theta, with no parameters left. */
public final class FixedTransform implements Transform {
  private static final long serialVersionUID = 1;

  private final Transform transform;
  private final double[] constants;

  /**
   * The transform at these constants.
   *
   * @throws IllegalArgumentException if they are outside of its domain
   */
  public FixedTransform(Transform transform, double... constants) {
    Domains.check(transform.name(), transform.parameters(), constants);
    this.transform = transform;
    this.constants = constants.clone();
  }

  @Override
  public String name() {
    return transform.name();
  }

  @Override
  public int size() {
    return transform.size();
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public boolean isAffine() {
    return transform.isAffine();
  }

  @Override
  public void forward(double[] theta, double[] x, double[] y) {
    transform.forward(constants, x, y);
  }

  @Override
  public boolean inverse(double[] theta, double[] y, double[] x) {
    return transform.inverse(constants, y, x);
  }

  @Override
  public double logDeterminant(double[] theta, double[] x) {
    return transform.logDeterminant(constants, x);
  }

  @Override
  public void addLogDeterminant(
      double[] theta, double[] x, double weight, double[] ofX, double[] ofTheta) {
    transform.addLogDeterminant(constants, x, weight, ofX, new double[constants.length]);
  }

  @Override
  public void addPullback(
      double[] theta, double[] x, double[] cotangent, double[] ofX, double[] ofTheta) {
    transform.addPullback(constants, x, cotangent, ofX, new double[constants.length]);
  }

  @Override
  public void solveTransposed(double[] theta, double[] x, double[] cotangent) {
    transform.solveTransposed(constants, x, cotangent);
  }
}
