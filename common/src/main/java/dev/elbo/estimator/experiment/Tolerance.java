package dev.elbo.estimator.experiment;

import dev.elbo.estimator.Moments;
import dev.elbo.estimator.experiment.Row.Check;

/**
 * How far a measured number may be from the exact one: a mean by some standard errors, a variance
 * by 3 % or five standard errors, whichever is larger; what is exactly 0 by 1e-9.
 *
 * @param errors standard errors of a mean
 */
record Tolerance(double errors) {
  private static final double SHARE = 0.03;
  private static final double ZERO = 1e-9;

  /** Of 5,000 rows one is outside by chance; of 1,000 samples it would be one of 100. */
  private static final double LEAST = 10_000;

  /** In words. */
  String words() {
    return "means within %.0f standard errors, variances within 3 %% or 5 standard errors of the exact ones"
        .formatted(errors);
  }

  Check check(Moments measured, double unit, Exact exact) {
    if (measured.count() * unit < LEAST) {
      return Check.UNCHECKED;
    }
    double mean = Math.abs(measured.mean() - exact.mean());
    double variance = Math.abs(unit * measured.variance() - exact.variance());
    boolean inside =
        mean <= Math.max(ZERO, errors * measured.standardError())
            && variance
                <= Math.max(
                    ZERO,
                    Math.max(
                        SHARE * exact.variance(), 5 * unit * measured.varianceStandardError()));
    return inside ? Check.INSIDE : Check.OUTSIDE;
  }
}
