package dev.elbo.estimator;

/**
 * What the score function estimator subtracts from f to lower its variance: the expectation of the
 * score is 0, so that a baseline that does not depend on the sample it is subtracted at changes no
 * mean.
 */
public interface Baseline {

  /** The name of the estimator with this baseline, in settings and tables. */
  String name();

  /** The least K that it works with. */
  default int leastSamples() {
    return 1;
  }

  /**
   * (f_k - b_k) s_k, b_k the baseline at sample k.
   *
   * @param values f at the samples, [K]
   * @param scores s, [K, parameters]
   * @return [K, parameters]
   */
  double[][] contributions(double[] values, double[][] scores);

  /** No baseline: f as it is. */
  static Baseline none() {
    return new ConstantBaseline("score-function", 0);
  }

  /** A number that is known beforehand, such as E[f]. Unbiased. */
  static Baseline constant(double value) {
    return new ConstantBaseline("constant-baseline", value);
  }

  /**
   * The mean of f over the K samples, sample k among them, K at least 2. Biased: the expectation is
   * (K - 1) / K of the gradient. {@link #leaveOneOut} is this one without the bias.
   */
  static Baseline mean() {
    return new MeanBaseline();
  }

  /**
   * The mean of f over the other K - 1 samples, K at least 2: RLOO (Mnih and Rezende 2016; Kool,
   * van Hoof, Welling 2019). Unbiased; the first choice.
   */
  static Baseline leaveOneOut() {
    return new LeaveOneOutBaseline();
  }

  /**
   * For each parameter the constant with the least variance, Cov(f s, s) / Var(s) = E[f s^2] /
   * E[s^2] (Greensmith, Bartlett, Baxter 2004), estimated from the other K - 1 samples, K at least
   * 2. Unbiased, since the estimate does not know the sample it is subtracted at; with few samples
   * the error of the estimate costs some of what it gains.
   */
  static Baseline optimal() {
    return new OptimalBaseline();
  }
}
