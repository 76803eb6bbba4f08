package dev.elbo.estimator.experiment;

import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Normal;
import dev.elbo.distribution.Reparameterized;
import dev.elbo.estimator.Integrand;
import dev.elbo.estimator.Moments;
import dev.elbo.estimator.exact.GaussianVariance;
import dev.elbo.estimator.exact.NormalParameter;
import dev.elbo.estimator.experiment.Setting.Derivative;
import java.util.ArrayList;
import java.util.List;

/** The pathwise estimator, the score function with its baselines, and the measure-valued one. */
final class GaussianRows {
  /** K of a draw. */
  static final int PER_DRAW = 4;

  private GaussianRows() {}

  /** For f of one normal number. */
  static List<Row> of(
      Setting setting, GaussianVariance exact, Integrand f, long samples, Noise noise) {
    boolean mu = exact.parameter() == NormalParameter.MU;
    Derivative derivative = new Derivative(mu ? "d/dmu" : "d/dsigma", mu ? 0 : 1, 1);
    double[] theta = {exact.mu(), exact.sigma()};
    List<Contestant> contestants = contestants(new Normal(), f, exact.mean(), exact.bestBaseline());
    Moments[][] measured = Measurement.of(contestants, theta, PER_DRAW, samples, noise);
    double pathwise = measured[0][derivative.parameter()].variance();
    double[] variances = {
      exact.pathwise(),
      exact.score(),
      exact.scoreWithMeanBaseline(),
      exact.scoreWithBestBaseline(),
      exact.leaveOneOut(PER_DRAW)
    };
    List<Row> rows =
        new ArrayList<>(
            setting.rows(
                contestants,
                derivative,
                PER_DRAW,
                measured,
                pathwise,
                Exact.unbiased(exact.gradient(), variances)));
    if (mu) {
      List<Contestant> valued = List.of(Catalogue.measureValued(f));
      rows.addAll(
          setting.rows(
              valued,
              derivative,
              1,
              Measurement.of(valued, theta, 1, samples, noise),
              pathwise,
              List.of(
                  Exact.unbiasedBeside(
                      exact.gradient(), exact.measureValued(), exact.pathwise()))));
    }
    return rows;
  }

  /** All but the measure-valued one, on shared draws. */
  static List<Contestant> contestants(
      Reparameterized family, Integrand f, double mean, double best) {
    return List.of(
        Catalogue.pathwise(family, f),
        Catalogue.score(family, f),
        Catalogue.scoreWithMeanBaseline(family, f, mean),
        Catalogue.scoreWithBestBaseline(family, f, best),
        Catalogue.leaveOneOut(family, f));
  }
}
