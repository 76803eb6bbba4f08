package dev.elbo.estimator.exact;

import dev.elbo.estimator.Integrand;

/**
 * The functions of one number that Mohamed, Rosca, Figurnov and Mnih (2020, section 3) compare
 * estimators on.
 */
public enum TestFunction {
  /** (x - k)^2. */
  SQUARE {
    @Override
    public double value(double x, double k) {
      return (x - k) * (x - k);
    }

    @Override
    public double slope(double x, double k) {
      return 2 * (x - k);
    }
  },
  /** exp(-k x^2): the curvature grows with k. */
  EXP {
    @Override
    public double value(double x, double k) {
      return Math.exp(-k * x * x);
    }

    @Override
    public double slope(double x, double k) {
      return -2 * k * x * Math.exp(-k * x * x);
    }
  },
  /** cos(k x): the frequency is k. */
  COS {
    @Override
    public double value(double x, double k) {
      return Math.cos(k * x);
    }

    @Override
    public double slope(double x, double k) {
      return -k * Math.sin(k * x);
    }
  };

  /** f(x). */
  public abstract double value(double x, double k);

  /** df/dx. */
  public abstract double slope(double x, double k);

  /** For an estimator: z has one number. */
  public Integrand at(double k) {
    return new Integrand() {
      @Override
      public double value(double[] z) {
        return TestFunction.this.value(z[0], k);
      }

      @Override
      public void gradient(double[] z, double[] gradient) {
        gradient[0] = slope(z[0], k);
      }
    };
  }
}
