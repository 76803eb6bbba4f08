package dev.elbo.estimator.experiment;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.Family;
import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Normal;
import dev.elbo.estimator.Integrand;
import dev.elbo.estimator.exact.BernoulliVariance;
import dev.elbo.estimator.exact.GaussianVariance;
import dev.elbo.estimator.exact.NormalParameter;
import dev.elbo.estimator.exact.RelaxedSquare;
import dev.elbo.estimator.exact.StepVariance;
import dev.elbo.estimator.exact.TestFunction;
import dev.elbo.estimator.experiment.Setting.Derivative;
import java.util.ArrayList;
import java.util.List;

/** Where the reparameterization trick breaks, and what to use instead. */
final class Failures implements Experiment {
  private static final long SAMPLES = 100_000;
  private static final Tolerance TOLERANCE = new Tolerance(5);
  private static final Derivative OF_MU = new Derivative("d/dmu", 0, 1);
  private static final double[] STANDARD = {0.5, 1};
  private static final double P = 0.25;
  private static final double TARGET = 0.45;
  private static final double TEMPERATURE = 0.5;

  @Override
  public String name() {
    return "failures";
  }

  @Override
  public String summary() {
    return "where the trick breaks: a step, a discrete z, high curvature, high frequency; and what then";
  }

  @Override
  public Findings run(Run run) {
    long samples = run.samples().orElse(SAMPLES);
    List<Row> rows = new ArrayList<>();
    run.progress().accept("a step");
    rows.addAll(step(samples, run.noise(0)));
    run.progress().accept("a discrete z");
    rows.addAll(discrete(samples, run.noise(1)));
    run.progress().accept("high curvature");
    rows.addAll(steep("high curvature: exp(-10 x^2)", TestFunction.EXP, 10, samples, run.noise(2)));
    run.progress().accept("high frequency");
    rows.addAll(steep("high frequency: cos(5 x)", TestFunction.COS, 5, samples, run.noise(3)));
    return new Findings(
        name(),
        "Where the reparameterization trick breaks, and what to use instead",
        List.of(
            "A step, f(z) = 1 where z > 0, z ~ N(0.5, 1): its slope is 0 wherever it has one, so the"
                + " pathwise estimate is exactly 0, without noise to warn of it. The score function"
                + " does not look at the slope.",
            "A discrete z, f(b) = (b - 0.45)^2, b ~ Bernoulli(0.25): there is no path. Pretending"
                + " that there is one (straight-through) gives the wrong sign here; a relaxation has"
                + " less of that bias, and more variance as it loses it.",
            "High curvature and high frequency, x ~ N(1, 1): the trick works, but the slope of f is"
                + " much larger than f, and the pathwise estimator is noisier than the score function."),
        Findings.View.ROWS,
        TOLERANCE.words(),
        rows,
        conclusions());
  }

  private static List<String> conclusions() {
    StepVariance step = new StepVariance(STANDARD[0], STANDARD[1]);
    BernoulliVariance bit = bit();
    GaussianVariance exp = GaussianVariance.of(TestFunction.EXP, 10, 1, 1, NormalParameter.MU);
    GaussianVariance cos = GaussianVariance.of(TestFunction.COS, 5, 1, 1, NormalParameter.MU);
    return List.of(
        "A step: use the score function with a baseline (one evaluation of f a sample), or the measure-valued estimator (two, and %.1f times less variance)."
            .formatted(step.scoreWithMeanBaseline() / step.measureValued()),
        "A discrete z: use leave-one-out (no tuning, K evaluations for K samples) or DisARM (two a sample, %.1f times less variance than the score function); a relaxation where some bias is harmless."
            .formatted(bit.score() / bit.disarm()),
        "High curvature: the score function costs the same and has %.0f times less variance; the measure-valued estimator costs two evaluations a parameter and has %.0f times less."
            .formatted(exp.pathwise() / exp.score(), exp.pathwise() / exp.measureValued()),
        "High frequency: the score function has %.0f times less variance, the measure-valued one %.0f times."
            .formatted(cos.pathwise() / cos.score(), cos.pathwise() / cos.measureValued()),
        "None of this is what a VAE usually meets: its decoder is smooth and its latent has many dimensions (variance-table).");
  }

  private static List<Row> step(long samples, Noise noise) {
    StepVariance exact = new StepVariance(STANDARD[0], STANDARD[1]);
    Setting setting = new Setting("step: 1 where z > 0", 1, TOLERANCE);
    Integrand f = Functions.step();
    double truth = exact.gradient();
    List<Contestant> contestants =
        List.of(
            Catalogue.pathwise(new Normal(), f).noting("wrong: the slope of a step is 0"),
            Catalogue.score(new Normal(), f).noting("right"),
            Catalogue.scoreWithMeanBaseline(new Normal(), f, exact.mean()).noting("right"));
    List<Exact> values =
        List.of(
            Exact.biased(truth, 0, 0),
            Exact.of(truth, exact.score()),
            Exact.of(truth, exact.scoreWithMeanBaseline()));
    List<Row> rows =
        new ArrayList<>(
            setting.rows(
                contestants,
                OF_MU,
                1,
                Measurement.of(contestants, STANDARD, 1, samples, noise),
                Double.NaN,
                values));
    List<Contestant> valued = List.of(Catalogue.measureValued(f).noting("right"));
    rows.addAll(
        setting.rows(
            valued,
            OF_MU,
            1,
            Measurement.of(valued, STANDARD, 1, samples, noise),
            Double.NaN,
            List.of(Exact.of(truth, exact.measureValued()))));
    return rows;
  }

  private static BernoulliVariance bit() {
    return new BernoulliVariance(P, TARGET * TARGET, (1 - TARGET) * (1 - TARGET));
  }

  private static List<Row> discrete(long samples, Noise noise) {
    Setting setting = new Setting("discrete: (b - 0.45)^2", 2, TOLERANCE);
    BernoulliRows rows =
        new BernoulliRows(setting, BernoulliRows.withRespectToP(P), P, samples, noise);
    Family family = new Bernoulli();
    Integrand f = Functions.square(TARGET);
    BernoulliVariance exact = bit();
    RelaxedSquare relaxed = new RelaxedSquare(P, TARGET, TEMPERATURE);
    double unit = P * (1 - P);
    double square = unit * unit;
    double truth = exact.gradient() / unit;
    List<Row> all = new ArrayList<>();
    all.add(
        rows.row(
            Catalogue.naive(family, "Bernoulli(p)", f).noting("wrong: nothing passes the draw"),
            1,
            Exact.biased(truth, 0, 0)));
    all.add(
        rows.row(
            Catalogue.straightThrough(family, f).noting("wrong sign"),
            1,
            Exact.biased(truth, 2 * (P - TARGET), 4 * P * (1 - P))));
    all.add(
        rows.row(
            Catalogue.gumbelSoftmax(family, TEMPERATURE, f).noting("biased"),
            1,
            Exact.biased(truth, relaxed.softMean(), relaxed.softVariance())));
    all.add(
        rows.row(
            Catalogue.score(family, f).noting("right"),
            1,
            Exact.of(truth, exact.score() / square)));
    all.add(
        rows.row(
            Catalogue.leaveOneOut(family, f).noting("right"),
            4,
            Exact.of(truth, exact.leaveOneOut(4) / square)));
    all.add(
        rows.row(
            Catalogue.disarm(family, f).noting("right"),
            1,
            Exact.of(truth, exact.disarm() / square)));
    return all;
  }

  private static List<Row> steep(String name, TestFunction f, double k, long samples, Noise noise) {
    return GaussianRows.of(
        new Setting(name, 3, TOLERANCE),
        GaussianVariance.of(f, k, 1, 1, NormalParameter.MU),
        f.at(k),
        samples,
        noise);
  }
}
