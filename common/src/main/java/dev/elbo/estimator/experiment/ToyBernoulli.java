package dev.elbo.estimator.experiment;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.Family;
import dev.elbo.distribution.Noise;
import dev.elbo.estimator.Integrand;
import dev.elbo.estimator.exact.BernoulliVariance;
import dev.elbo.estimator.exact.RelaxedSquare;
import java.util.ArrayList;
import java.util.List;

/** d/dp of E[b^2], b ~ Bernoulli(p), at p = 0.25: it is 1, for b^2 is b. */
final class ToyBernoulli implements Experiment {
  private static final long SAMPLES = 100_000;
  private static final double P = 0.25;
  private static final double[] TEMPERATURES = {0.05, 0.1, 0.2, 0.5, 1};
  private static final Tolerance TOLERANCE = new Tolerance(4);
  private static final Family FAMILY = new Bernoulli();
  private static final Integrand F = Functions.square(0);

  @Override
  public String name() {
    return "toy-bernoulli";
  }

  @Override
  public String summary() {
    return "d/dp of E[b^2], b ~ Bernoulli(0.25): naive, straight-through, relaxations, score function";
  }

  @Override
  public Findings run(Run run) {
    long samples = run.samples().orElse(SAMPLES);
    List<Row> rows = new ArrayList<>();
    run.progress().accept("p=0.25");
    rows.addAll(exactOnes(samples, run.noise(0)));
    for (int i = 0; i < TEMPERATURES.length; i++) {
      run.progress().accept("tau=" + TEMPERATURES[i]);
      rows.addAll(relaxed(TEMPERATURES[i], samples, run.noise(i + 1)));
    }
    return new Findings(
        name(),
        "Gradients of E[b^2], b ~ Bernoulli(p), at p=0.25",
        List.of(
            "E[b^2] = p, so d/dp is 1. A bit has no path to differentiate.",
            "straight-through pretends that db/dp is 1. Gumbel-softmax replaces the bit by a number"
                + " between 0 and 1 at a temperature tau; hard Gumbel-softmax evaluates f at the bit"
                + " and takes the slope of the number. All three are biased: their exact mean stands"
                + " beside the measured one.",
            "The score function, leave-one-out, ARM and DisARM are right on average. ARM and DisARM"
                + " evaluate f twice a sample."),
        Findings.View.ROWS,
        TOLERANCE.words(),
        rows,
        List.of(
            "At tau=0.1 the relaxation estimates %.3f, not 1. A lower temperature has less bias and more variance: %.3f and %.1f at 0.05, %.3f and %.2f at 1."
                .formatted(
                    relaxation(0.1).softMean(),
                    relaxation(0.05).softMean(),
                    relaxation(0.05).softVariance(),
                    relaxation(1).softMean(),
                    relaxation(1).softVariance())));
  }

  private static RelaxedSquare relaxation(double temperature) {
    return new RelaxedSquare(P, 0, temperature);
  }

  private static List<Row> exactOnes(long samples, Noise noise) {
    BernoulliRows rows =
        new BernoulliRows(
            new Setting("p=0.25", Double.NaN, TOLERANCE),
            BernoulliRows.withRespectToP(P),
            P,
            samples,
            noise);
    BernoulliVariance exact = new BernoulliVariance(P, 0, 1);
    double unit = P * (1 - P);
    double square = unit * unit;
    List<Row> all = new ArrayList<>();
    all.add(rows.row(Catalogue.naive(FAMILY, "Bernoulli(p)", F), 1, Exact.biased(1, 0, 0)));
    all.add(
        rows.row(
            Catalogue.straightThrough(FAMILY, F).noting("biased: its mean is 2p"),
            1,
            Exact.biased(1, 2 * P, 4 * P * (1 - P))));
    all.add(rows.row(Catalogue.score(FAMILY, F), 1, Exact.of(1, exact.score() / square)));
    all.add(
        rows.row(Catalogue.leaveOneOut(FAMILY, F), 4, Exact.of(1, exact.leaveOneOut(4) / square)));
    all.add(rows.row(Catalogue.arm(FAMILY, F), 1, Exact.of(1, exact.arm() / square)));
    all.add(rows.row(Catalogue.disarm(FAMILY, F), 1, Exact.of(1, exact.disarm() / square)));
    return all;
  }

  private static List<Row> relaxed(double temperature, long samples, Noise noise) {
    BernoulliRows rows =
        new BernoulliRows(
            new Setting("p=0.25, relaxed", temperature, TOLERANCE),
            BernoulliRows.withRespectToP(P),
            P,
            samples,
            noise);
    RelaxedSquare exact = relaxation(temperature);
    return List.of(
        rows.row(
            Catalogue.gumbelSoftmax(FAMILY, temperature, F),
            1,
            Exact.biased(1, exact.softMean(), exact.softVariance())),
        rows.row(
            Catalogue.hardGumbelSoftmax(FAMILY, temperature, F),
            1,
            Exact.biased(1, exact.hardMean(), exact.hardVariance())));
  }
}
