package dev.elbo.estimator.experiment;

import dev.elbo.estimator.Estimator;
import dev.elbo.estimator.Integrand;

/**
 * An estimator in an experiment.
 *
 * @param name in tables
 * @param estimator the estimator
 * @param f what it differentiates the expectation of; less a baseline, if that is constant
 * @param unit what its variance is taken of
 * @param evaluations of f a sample
 * @param note for people
 */
record Contestant(
    String name, Estimator estimator, Integrand f, Unit unit, int evaluations, String note) {

  /** What is one number of the sample that the variance is taken of. */
  enum Unit {
    /** Each contribution: they are independent. */
    SAMPLE,
    /** The mean of the K contributions of a draw; the variance is K times its own. */
    DRAW
  }

  /** With independent contributions and one evaluation of f a sample. */
  static Contestant of(String name, Estimator estimator, Integrand f) {
    return new Contestant(name, estimator, f, Unit.SAMPLE, 1, "");
  }

  /** With contributions that depend on each other within a draw. */
  Contestant coupled() {
    return new Contestant(name, estimator, f, Unit.DRAW, evaluations, note);
  }

  /** With more evaluations of f a sample. */
  Contestant evaluating(int times) {
    return new Contestant(name, estimator, f, unit, times, note);
  }

  /** With a note. */
  Contestant noting(String text) {
    return new Contestant(name, estimator, f, unit, evaluations, text);
  }
}
