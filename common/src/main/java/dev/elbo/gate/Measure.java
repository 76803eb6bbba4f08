package dev.elbo.gate;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One thing that was asked of a challenger.
 *
 * @param name gain, certainty, slide, finite, active-units, anomaly-drift, rows, holdout-rows or
 *     seeds
 * @param value what was measured
 * @param limit what was asked for
 * @param verdict whether that is enough
 * @param sentence the same in words
 */
public record Measure(String name, double value, double limit, Verdict verdict, String sentence) {
  /** Whether it is enough. */
  public enum Verdict {
    /** It is. */
    @JsonProperty("passed")
    PASSED,
    /** It is not. */
    @JsonProperty("failed")
    FAILED
  }

  /** Something that has to exceed its limit. */
  static Measure above(String name, double value, double limit, String sentence) {
    return of(name, value, limit, value > limit ? Verdict.PASSED : Verdict.FAILED, sentence);
  }

  /** Something that may be its limit or more. */
  static Measure atLeast(String name, double value, double limit, String sentence) {
    return of(name, value, limit, value >= limit ? Verdict.PASSED : Verdict.FAILED, sentence);
  }

  /** Something that may be its limit or less. */
  static Measure atMost(String name, double value, double limit, String sentence) {
    return of(name, value, limit, value <= limit ? Verdict.PASSED : Verdict.FAILED, sentence);
  }

  private static Measure of(
      String name, double value, double limit, Verdict verdict, String sentence) {
    return new Measure(name, finite(value), limit, verdict, sentence);
  }

  /** JSON has no infinity: the greatest number stands for it and for no number. */
  static double finite(double value) {
    return Double.isNaN(value)
        ? Double.MAX_VALUE
        : Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
  }
}
