package dev.elbo.estimator;

import dev.elbo.distribution.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Expectations of discrete families as sums over all of their outcomes. */
final class Enumeration {
  private Enumeration() {}

  /** All vectors of so many bits. */
  static List<double[]> bits(int count) {
    List<double[]> all = new ArrayList<>();
    for (int code = 0; code < 1 << count; code++) {
      double[] z = new double[count];
      for (int i = 0; i < count; i++) {
        z[i] = code >> i & 1;
      }
      all.add(z);
    }
    return all;
  }

  /** All vectors of so many one-hot vectors. */
  static List<double[]> choices(int categories, int count) {
    List<double[]> all = List.of(new double[0]);
    for (int i = 0; i < count; i++) {
      List<double[]> longer = new ArrayList<>();
      for (double[] z : all) {
        for (int k = 0; k < categories; k++) {
          double[] next = java.util.Arrays.copyOf(z, z.length + categories);
          next[z.length + k] = 1;
          longer.add(next);
        }
      }
      all = longer;
    }
    return all;
  }

  /** E[f(z)]. */
  static double expectation(
      Family family, List<double[]> outcomes, double[] theta, ToDoubleFunction<double[]> f) {
    double sum = 0;
    for (double[] z : outcomes) {
      sum += Math.exp(family.logDensity(theta, z)) * f.applyAsDouble(z);
    }
    return sum;
  }

  /** d E[f(z)] / d theta, by differences of the sum: independent of every score. */
  static double[] gradient(
      Family family, List<double[]> outcomes, double[] theta, ToDoubleFunction<double[]> f) {
    double[] gradient = new double[theta.length];
    for (int j = 0; j < theta.length; j++) {
      gradient[j] = Smooth.partial(t -> expectation(family, outcomes, t, f), theta, j);
    }
    return gradient;
  }
}
