package dev.elbo.estimator.experiment;

import dev.elbo.estimator.Integrand;

/** Integrands of the experiments that are no {@link dev.elbo.estimator.exact.TestFunction}. */
final class Functions {
  private Functions() {}

  /** sum_i z_i^2. */
  static Integrand sumOfSquares() {
    return new Integrand() {
      @Override
      public double value(double[] z) {
        double sum = 0;
        for (double each : z) {
          sum += each * each;
        }
        return sum;
      }

      @Override
      public void gradient(double[] z, double[] gradient) {
        for (int i = 0; i < z.length; i++) {
          gradient[i] = 2 * z[i];
        }
      }
    };
  }

  /** (z - t)^2 of one number. */
  static Integrand square(double t) {
    return new Integrand() {
      @Override
      public double value(double[] z) {
        return (z[0] - t) * (z[0] - t);
      }

      @Override
      public void gradient(double[] z, double[] gradient) {
        gradient[0] = 2 * (z[0] - t);
      }
    };
  }

  /** 1 where z is positive, else 0; its slope is 0 wherever it has one. */
  static Integrand step() {
    return new Integrand() {
      @Override
      public double value(double[] z) {
        return z[0] > 0 ? 1 : 0;
      }

      @Override
      public void gradient(double[] z, double[] gradient) {
        gradient[0] = 0;
      }
    };
  }
}
