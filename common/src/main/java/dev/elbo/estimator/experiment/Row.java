package dev.elbo.estimator.experiment;

/**
 * One estimator in one setting: what was measured beside what is exact. NaN stands for what is not
 * known or means nothing.
 *
 * @param setting such as {@code D=32}
 * @param at the number that varies from setting to setting, such as 32; for charts
 * @param quantity the derivative, such as {@code d/dmu}
 * @param estimator its name
 * @param samples how many samples were drawn
 * @param estimate the mean of all estimates
 * @param standardError of the estimate
 * @param expected the exact mean of the estimator
 * @param truth the derivative itself; the bias is expected - truth
 * @param variance per sample, measured
 * @param varianceError the standard error of the variance
 * @param exactVariance per sample
 * @param ratio the variance over that of the pathwise estimator, measured
 * @param exactRatio the same, exact
 * @param evaluations of f a sample
 * @param check whether the measured numbers are where the exact ones say
 * @param note for people; may be empty
 */
public record Row(
    String setting,
    double at,
    String quantity,
    String estimator,
    long samples,
    double estimate,
    double standardError,
    double expected,
    double truth,
    double variance,
    double varianceError,
    double exactVariance,
    double ratio,
    double exactRatio,
    int evaluations,
    Check check,
    String note) {

  /** What the comparison with exact numbers said. */
  public enum Check {
    /** Within the tolerance. */
    INSIDE,
    /** Not within the tolerance. */
    OUTSIDE,
    /** Too few samples: the standard error of a variance with heavy tails is itself too noisy. */
    UNCHECKED
  }

  /** The exact mean less the truth. */
  public double bias() {
    return expected - truth;
  }
}
