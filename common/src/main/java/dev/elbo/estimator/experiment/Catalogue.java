package dev.elbo.estimator.experiment;

import dev.elbo.distribution.Family;
import dev.elbo.distribution.Normal;
import dev.elbo.distribution.Reparameterized;
import dev.elbo.estimator.Arm;
import dev.elbo.estimator.Baseline;
import dev.elbo.estimator.DisArm;
import dev.elbo.estimator.GumbelSoftmax;
import dev.elbo.estimator.Integrand;
import dev.elbo.estimator.MeasureValued;
import dev.elbo.estimator.Pathwise;
import dev.elbo.estimator.ScoreFunction;
import dev.elbo.estimator.StraightThrough;

/** The estimators as the experiments name them. */
final class Catalogue {
  private Catalogue() {}

  static Contestant naive(Family family, String distribution, Integrand f) {
    return Contestant.of("naive", new Naive(family, distribution), f)
        .noting("the draw stops the gradient");
  }

  static Contestant pathwise(Reparameterized family, Integrand f) {
    return Contestant.of("pathwise", new Pathwise(family), f);
  }

  static Contestant score(Family family, Integrand f) {
    return Contestant.of("score function", new ScoreFunction(family, Baseline.none()), f);
  }

  static Contestant scoreWithMeanBaseline(Family family, Integrand f, double mean) {
    return Contestant.of(
        "score, mean baseline", new ScoreFunction(family, Baseline.constant(mean)), f);
  }

  static Contestant scoreWithBestBaseline(Family family, Integrand f, double best) {
    return Contestant.of(
        "score, best baseline", new ScoreFunction(family, Baseline.constant(best)), f);
  }

  static Contestant leaveOneOut(Family family, Integrand f) {
    return Contestant.of("leave-one-out, K=4", new ScoreFunction(family, Baseline.leaveOneOut()), f)
        .coupled();
  }

  static Contestant measureValued(Integrand f) {
    return Contestant.of("measure-valued", new MeasureValued(new Normal()), f).evaluating(2);
  }

  static Contestant straightThrough(Family bits, Integrand f) {
    return Contestant.of("straight-through", new StraightThrough(bits), f);
  }

  static Contestant gumbelSoftmax(Family bits, double temperature, Integrand f) {
    return Contestant.of(
        "Gumbel-softmax, tau=" + temperature, GumbelSoftmax.soft(bits, temperature), f);
  }

  static Contestant hardGumbelSoftmax(Family bits, double temperature, Integrand f) {
    return Contestant.of(
        "hard Gumbel-softmax, tau=" + temperature, GumbelSoftmax.hard(bits, temperature), f);
  }

  static Contestant arm(Family bits, Integrand f) {
    return Contestant.of("ARM", new Arm(bits), f).evaluating(2);
  }

  static Contestant disarm(Family bits, Integrand f) {
    return Contestant.of("DisARM", new DisArm(bits), f).evaluating(2);
  }
}
