package dev.elbo.gate;

import dev.elbo.distribution.Chi2;
import dev.elbo.distribution.StudentT;
import java.util.Arrays;
import java.util.function.DoublePredicate;

/** Where distributions and samples have passed a probability. */
final class Quantile {
  private static final StudentT STUDENT_T = new StudentT();
  private static final Chi2 CHI2 = new Chi2();

  private Quantile() {}

  /** The t that Student's distribution exceeds with a probability of at most 1/2. */
  static double ofStudentT(double exceeded, int degreesOfFreedom) {
    return root(t -> exceedingStudentT(t, degreesOfFreedom) <= exceeded);
  }

  /** The probability that Student's distribution exceeds t. */
  static double exceedingStudentT(double t, int degreesOfFreedom) {
    return STUDENT_T.cumulative(new double[] {degreesOfFreedom, 0, 1}, -t);
  }

  /** What a chi-squared variable stays below with a probability. */
  static double ofChi2(double probability, int degreesOfFreedom) {
    double[] theta = {degreesOfFreedom};
    return root(x -> CHI2.cumulative(theta, x) >= probability);
  }

  /** Of a sample in rising order, linear between two values. */
  static double ofSorted(double[] sorted, double probability) {
    double rank = probability * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    // Without the product where it is 0: infinite scores have quantiles too.
    return rank == below
        ? sorted[below]
        : sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** The positive number from which on something holds, by bisection down to the last bit. */
  private static double root(DoublePredicate isPast) {
    double high = 1;
    while (!isPast.test(high)) {
      high *= 2;
    }
    double low = 0;
    for (double middle = high / 2; middle > low && middle < high; middle = (low + high) / 2) {
      if (isPast.test(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}
