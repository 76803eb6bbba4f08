package dev.elbo.distribution;

import java.util.function.DoubleUnaryOperator;

/**
 * Derivatives by central differences extrapolated to step 0 (Ridders 1982): of all steps from the
 * widest down, halved each time, and all orders up to 10, the value whose neighbours agree best.
 *
 * <p>A smooth function that is known to a relative error e gets a derivative to about 100 e of (the
 * largest value nearby) / (the distance over which it changes).
 */
final class NumericalDerivative {
  private static final int ROWS = 26;
  private static final int ORDERS = 5;
  private static final double ENOUGH = 1e-14;

  private NumericalDerivative() {}

  /** df/dx, where f is defined from x - widest to x + widest. */
  static double of(DoubleUnaryOperator f, double x, double widest) {
    double[] above = new double[ORDERS];
    double best = Double.NaN;
    double least = Double.POSITIVE_INFINITY;
    double step = widest;
    for (int i = 0; i < ROWS; i++, step *= 0.5) {
      double[] row = new double[ORDERS];
      double right = x + step;
      double left = x - step;
      double atRight = f.applyAsDouble(right);
      double atLeft = f.applyAsDouble(left);
      row[0] = (atRight - atLeft) / (right - left);
      // What a rounding of f does; without it short steps would agree by chance.
      double rounding = Math.ulp(Math.max(Math.abs(atRight), Math.abs(atLeft))) / step;
      if (i == 0) {
        best = row[0];
      }
      double power = 1;
      for (int j = 1; j < Math.min(i + 1, ORDERS); j++) {
        power *= 4;
        row[j] = (power * row[j - 1] - above[j - 1]) / (power - 1);
        double error =
            rounding + Math.max(Math.abs(row[j] - row[j - 1]), Math.abs(row[j] - above[j - 1]));
        // Wide steps on a function that is flat on either side agree on 0 for no good reason.
        if (error < least && (row[j] != 0 || i == ROWS - 1)) {
          least = error;
          best = row[j];
        }
      }
      if (least < ENOUGH * Math.abs(best)) {
        break;
      }
      above = row;
    }
    return best;
  }

  /** The derivatives of f in theta; steps stay in the parameters' domains. */
  static void inTheta(Family family, Curve f, double[] theta, double x, double[] gradient) {
    int j = 0;
    for (Parameter parameter : family.parameters()) {
      for (int i = 0; i < parameter.length(); i++, j++) {
        double[] moved = theta.clone();
        int at = j;
        gradient[j] =
            of(
                value -> {
                  moved[at] = value;
                  return f.value(moved, x);
                },
                theta[j],
                widest(parameter.domain(), theta[j]));
      }
    }
  }

  /** The derivative of f in x, which lies in the support. */
  static double inX(Curve f, double[] theta, double x, OpenInterval support) {
    double room = Math.min(x - support.low(), support.high() - x);
    double widest = 0.5 * Math.min(room, 0.5 * Math.max(Math.abs(x), 1));
    return of(value -> f.value(theta, value), x, widest);
  }

  private static double widest(Domain domain, double value) {
    if (domain == Domain.POSITIVE) {
      return 0.25 * value;
    }
    return 0.25
        * (domain == Domain.UNIT ? Math.min(value, 1 - value) : Math.max(Math.abs(value), 1));
  }
}
