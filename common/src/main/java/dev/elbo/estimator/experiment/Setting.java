package dev.elbo.estimator.experiment;

import dev.elbo.estimator.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * One setting of an experiment, and its rows.
 *
 * @param name such as {@code D=32}
 * @param at the number that varies
 * @param tolerance for its checks
 */
record Setting(String name, double at, Tolerance tolerance) {

  /** One derivative: which parameter, and its factor from the parameter of the estimators. */
  record Derivative(String name, int parameter, double factor) {}

  /**
   * The row of a contestant.
   *
   * @param perDraw K of the draws
   * @param measured of the derivative, before the factor
   * @param pathwise the measured variance of the pathwise estimator, or NaN
   */
  Row row(
      Contestant contestant,
      Derivative derivative,
      int perDraw,
      Moments measured,
      double pathwise,
      Exact exact) {
    boolean ofDraws = contestant.unit() == Contestant.Unit.DRAW;
    double unit = ofDraws ? perDraw : 1;
    double factor = derivative.factor();
    Exact before =
        new Exact(
            exact.truth() / factor,
            exact.mean() / factor,
            exact.variance() / (factor * factor),
            exact.pathwise());
    double variance = unit * measured.variance() * factor * factor;
    return new Row(
        name,
        at,
        derivative.name(),
        contestant.name(),
        measured.count() * (long) unit,
        measured.mean() * factor,
        measured.standardError() * factor,
        exact.mean(),
        exact.truth(),
        variance,
        unit * measured.varianceStandardError() * factor * factor,
        exact.variance(),
        variance / pathwise,
        exact.variance() / exact.pathwise(),
        contestant.evaluations(),
        tolerance.check(measured, unit, before),
        contestant.note());
  }

  /** Rows of contestants on shared draws, the pathwise estimator first if there is one. */
  List<Row> rows(
      List<Contestant> contestants,
      Derivative derivative,
      int perDraw,
      Moments[][] measured,
      double pathwise,
      List<Exact> exact) {
    List<Row> rows = new ArrayList<>();
    for (int c = 0; c < contestants.size(); c++) {
      Moments moments = measured[c][derivative.parameter()];
      rows.add(row(contestants.get(c), derivative, perDraw, moments, pathwise, exact.get(c)));
    }
    return rows;
  }
}
