package dev.elbo.estimator.experiment;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.Noise;
import dev.elbo.estimator.Moments;
import dev.elbo.estimator.experiment.Setting.Derivative;
import java.util.List;

/**
 * Rows of estimators on one bit.
 *
 * @param setting where they stand
 * @param derivative with respect to the logit, or to p
 * @param p the probability of 1
 * @param samples of each
 * @param noise of each
 */
record BernoulliRows(Setting setting, Derivative derivative, double p, long samples, Noise noise) {

  /** d/dp; the parameter of the family is the logit. */
  static Derivative withRespectToP(double p) {
    return new Derivative("d/dp", 0, 1 / (p * (1 - p)));
  }

  Row row(Contestant contestant, int perDraw, Exact exact) {
    List<Contestant> one = List.of(contestant);
    Moments[][] measured = Measurement.of(one, Bernoulli.theta(p), perDraw, samples, noise);
    return setting.rows(one, derivative, perDraw, measured, Double.NaN, List.of(exact)).get(0);
  }
}
