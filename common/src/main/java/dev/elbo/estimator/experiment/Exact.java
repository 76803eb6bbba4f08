package dev.elbo.estimator.experiment;

import java.util.Arrays;
import java.util.List;

/**
 * What theory says about an estimator.
 *
 * @param truth the derivative
 * @param mean of the estimator: the truth, unless it is biased
 * @param variance per sample
 * @param pathwise the variance of the pathwise estimator, or NaN
 */
record Exact(double truth, double mean, double variance, double pathwise) {

  static Exact unbiasedBeside(double truth, double variance, double pathwise) {
    return new Exact(truth, truth, variance, pathwise);
  }

  /** Of several unbiased estimators by their variances, the pathwise one first. */
  static List<Exact> unbiased(double truth, double... variances) {
    return Arrays.stream(variances)
        .mapToObj(variance -> unbiasedBeside(truth, variance, variances[0]))
        .toList();
  }

  /** Of an unbiased estimator where there is no pathwise one to compare with. */
  static Exact of(double truth, double variance) {
    return unbiasedBeside(truth, variance, Double.NaN);
  }

  static Exact biased(double truth, double mean, double variance) {
    return new Exact(truth, mean, variance, Double.NaN);
  }
}
