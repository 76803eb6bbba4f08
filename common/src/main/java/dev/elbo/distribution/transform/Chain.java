package dev.elbo.distribution.transform;

import dev.elbo.distribution.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Transforms one after the other, the first one first; log det J is the sum of theirs.
 *
 * <p>theta is that of the first step, then of the second, and so on. Each block has the name and
 * the place of its step before its own: {@code planar-0.w}.
 */
public final class Chain implements Transform {
  private static final long serialVersionUID = 1;

  private final List<Transform> steps;
  private final List<Parameter> parameters;

  /**
   * The composition of these steps.
   *
   * @throws IllegalArgumentException if there are none or their sizes differ
   */
  public Chain(Transform... steps) {
    if (steps.length == 0) {
      throw new IllegalArgumentException(
          "Cannot chain transforms: there are [0]. Give one or more.");
    }
    this.steps = List.of(steps);
    List<Parameter> all = new ArrayList<>();
    for (int k = 0; k < steps.length; k++) {
      if (steps[k].size() != size()) {
        throw new IllegalArgumentException(
            "Cannot chain transforms: %s has size [%d] and %s has [%d]. Give them one size."
                .formatted(steps[0].name(), size(), steps[k].name(), steps[k].size()));
      }
      String prefix = steps[k].name() + "-" + k + ".";
      for (Parameter p : steps[k].parameters()) {
        all.add(new Parameter(prefix + p.name(), p.length(), p.domain()));
      }
    }
    this.parameters = List.copyOf(all);
  }

  @Override
  public String name() {
    return "chain";
  }

  @Override
  public int size() {
    return steps.get(0).size();
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public boolean isAffine() {
    return steps.stream().allMatch(Transform::isAffine);
  }

  @Override
  public void forward(double[] theta, double[] x, double[] y) {
    double[][] thetas = thetas(theta);
    double[][] inputs = inputs(thetas, x);
    int last = inputs.length - 1;
    steps.get(last).forward(thetas[last], inputs[last], y);
  }

  @Override
  public boolean inverse(double[] theta, double[] y, double[] x) {
    double[][] thetas = thetas(theta);
    double[] at = y;
    for (int k = thetas.length - 1; k >= 0; k--) {
      double[] before = k == 0 ? x : new double[y.length];
      if (!steps.get(k).inverse(thetas[k], at, before)) {
        return false;
      }
      at = before;
    }
    return true;
  }

  @Override
  public double logDeterminant(double[] theta, double[] x) {
    double[][] thetas = thetas(theta);
    double[][] inputs = inputs(thetas, x);
    double sum = 0;
    for (int k = 0; k < inputs.length; k++) {
      sum += steps.get(k).logDeterminant(thetas[k], inputs[k]);
    }
    return sum;
  }

  @Override
  public void addLogDeterminant(
      double[] theta, double[] x, double weight, double[] ofX, double[] ofTheta) {
    backward(theta, x, new double[x.length], weight, ofX, ofTheta);
  }

  @Override
  public void addPullback(
      double[] theta, double[] x, double[] cotangent, double[] ofX, double[] ofTheta) {
    backward(theta, x, cotangent, 0, ofX, ofTheta);
  }

  @Override
  public void solveTransposed(double[] theta, double[] x, double[] cotangent) {
    double[][] thetas = thetas(theta);
    double[][] inputs = inputs(thetas, x);
    for (int k = 0; k < inputs.length; k++) {
      steps.get(k).solveTransposed(thetas[k], inputs[k], cotangent);
    }
  }

  /** Adds the gradient of cotangent^T T(x) + weight log |det J|, the last step first. */
  private void backward(
      double[] theta,
      double[] x,
      double[] cotangent,
      double weight,
      double[] ofX,
      double[] ofTheta) {
    double[][] thetas = thetas(theta);
    double[][] inputs = inputs(thetas, x);
    double[] after = cotangent;
    int end = theta.length;
    for (int k = inputs.length - 1; k >= 0; k--) {
      double[] before = new double[x.length];
      double[] ofStep = new double[thetas[k].length];
      steps.get(k).addPullback(thetas[k], inputs[k], after, before, ofStep);
      if (weight != 0) {
        steps.get(k).addLogDeterminant(thetas[k], inputs[k], weight, before, ofStep);
      }
      end -= ofStep.length;
      for (int j = 0; j < ofStep.length; j++) {
        ofTheta[end + j] += ofStep[j];
      }
      after = before;
    }
    for (int i = 0; i < x.length; i++) {
      ofX[i] += after[i];
    }
  }

  /** theta of each step. */
  private double[][] thetas(double[] theta) {
    double[][] result = new double[steps.size()][];
    int at = 0;
    for (int k = 0; k < result.length; k++) {
      int length = steps.get(k).parameterCount();
      result[k] = Arrays.copyOfRange(theta, at, at + length);
      at += length;
    }
    return result;
  }

  /** What each step is applied to. */
  private double[][] inputs(double[][] thetas, double[] x) {
    double[][] result = new double[thetas.length][x.length];
    result[0] = x;
    for (int k = 1; k < result.length; k++) {
      steps.get(k - 1).forward(thetas[k - 1], result[k - 1], result[k]);
    }
    return result;
  }
}
