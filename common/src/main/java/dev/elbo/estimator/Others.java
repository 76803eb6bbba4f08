package dev.elbo.estimator;

/** Sums that leave one out. */
final class Others {
  private Others() {}

  /** Sum_(i != k) x_i for each k, without taking x_k from the sum of all: it may be all of it. */
  static double[] sums(double[] x) {
    double[] sums = new double[x.length];
    double before = 0;
    for (int k = 0; k < x.length; k++) {
      sums[k] = before;
      before += x[k];
    }
    double after = 0;
    for (int k = x.length - 1; k >= 0; k--) {
      sums[k] += after;
      after += x[k];
    }
    return sums;
  }
}
