package dev.elbo.estimator.experiment;

import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Reparameterized;
import dev.elbo.estimator.Moments;
import dev.elbo.estimator.exact.Crossover;
import dev.elbo.estimator.exact.GaussianVariance;
import dev.elbo.estimator.exact.NormalParameter;
import dev.elbo.estimator.exact.SumOfSquares;
import dev.elbo.estimator.exact.TestFunction;
import dev.elbo.estimator.experiment.Setting.Derivative;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The ratio of variances to the pathwise estimator: over the dimension, for f(z) = sum of squares,
 * and over the functions of Mohamed, Rosca, Figurnov and Mnih (2020, section 3), x ~ N(1, 1).
 */
final class VarianceTable implements Experiment {
  private static final long SAMPLES = 1_000_000;
  private static final Tolerance TOLERANCE = new Tolerance(5);
  private static final List<SumOfSquares> SUMS =
      List.of(
          new SumOfSquares(1, 1, 1),
          new SumOfSquares(1, 1, 4),
          new SumOfSquares(1, 1, 16),
          new SumOfSquares(1, 1, 32),
          new SumOfSquares(1, 1, 64),
          new SumOfSquares(1, 1, 100),
          new SumOfSquares(2, 1, 20),
          new SumOfSquares(12, 42, 1));
  private static final Derivative OF_FIRST = new Derivative("d/dmu_1", 0, 1);

  @Override
  public String name() {
    return "variance-table";
  }

  @Override
  public String summary() {
    return "how much noisier the score function is than the pathwise estimator, and where it is not";
  }

  @Override
  public Findings run(Run run) {
    long samples = run.samples().orElse(SAMPLES);
    List<Row> rows = new ArrayList<>();
    int setting = 0;
    for (SumOfSquares exact : SUMS) {
      run.progress().accept(name(exact));
      rows.addAll(sumOfSquares(exact, samples, run.noise(setting++)));
    }
    for (TestFunction f : TestFunction.values()) {
      for (double k : constants(f)) {
        run.progress().accept(name(f, k));
        rows.addAll(function(f, k, samples, run.noise(setting++)));
      }
    }
    return new Findings(
        name(),
        "Variances per sample, as ratios to the pathwise estimator",
        List.of(
            "A ratio of 100 means: the estimator needs 100 samples to be as exact as the pathwise"
                + " one with one. Every measured ratio stands beside the exact one.",
            "First f(z) = z_1^2 + .. + z_D^2, z ~ N(mu, sigma^2 I), d/dmu_1: the score function sees"
                + " one number, f, and the noise of all D dimensions in it; the pathwise estimator"
                + " sees the slope in its own. Then (x-k)^2, exp(-k x^2) and cos(k x), x ~ N(1, 1).",
            "Baselines are constants: E[f], and the best one. leave-one-out takes the mean of the"
                + " other 3 of 4 samples. measure-valued evaluates f twice a sample."),
        Findings.View.RATIOS,
        TOLERANCE.words(),
        rows,
        conclusions());
  }

  /** The constants k of a function, ascending; its crossover is among them. */
  private static List<Double> constants(TestFunction f) {
    return switch (f) {
      case SQUARE -> List.of(-3.0, 0.0, 1.0, 2.0);
      case EXP -> List.of(0.1, 0.5, Crossover.ofScore(f), 1.0, 2.0, 5.0, 10.0);
      case COS -> List.of(0.5, Crossover.ofScore(f), 1.5, 2.0, 3.0, 5.0);
    };
  }

  private static List<String> conclusions() {
    SumOfSquares wide = new SumOfSquares(1, 1, 100);
    return List.of(
        "With the dimension the ratio of the raw score function grows as D^2, with a baseline as D: %.0f and %.0f times at D=100."
            .formatted(
                wide.score() / wide.pathwise(), wide.scoreWithBestBaseline() / wide.pathwise()),
        "The pathwise estimator is not always better. Its variance grows with the slope of f, that of the score function with its size: d/dmu of exp(-k x^2) is noisier pathwise from k=%.3f on (from %.3f against the best baseline), of cos(k x) from k=%.3f (%.3f)."
            .formatted(
                Crossover.ofScore(TestFunction.EXP),
                Crossover.ofBestBaseline(TestFunction.EXP),
                Crossover.ofScore(TestFunction.COS),
                Crossover.ofBestBaseline(TestFunction.COS)));
  }

  private static List<Row> sumOfSquares(SumOfSquares exact, long samples, Noise noise) {
    Reparameterized family = new IsotropicNormal(exact.dimension());
    List<Contestant> contestants =
        GaussianRows.contestants(
            family, Functions.sumOfSquares(), exact.mean(), exact.bestBaseline());
    double[] theta = {exact.mu(), exact.mu(), exact.sigma()};
    Moments[][] measured =
        Measurement.of(contestants, theta, GaussianRows.PER_DRAW, samples, noise);
    double[] variances = {
      exact.pathwise(),
      exact.score(),
      exact.scoreWithMeanBaseline(),
      exact.scoreWithBestBaseline(),
      exact.leaveOneOut(GaussianRows.PER_DRAW)
    };
    return new Setting(name(exact), exact.dimension(), TOLERANCE)
        .rows(
            contestants,
            OF_FIRST,
            GaussianRows.PER_DRAW,
            measured,
            measured[0][0].variance(),
            Exact.unbiased(exact.gradient(), variances));
  }

  private static List<Row> function(TestFunction f, double k, long samples, Noise noise) {
    Setting setting = new Setting(name(f, k), k, TOLERANCE);
    List<Row> rows = new ArrayList<>();
    for (NormalParameter parameter : NormalParameter.values()) {
      GaussianVariance exact = GaussianVariance.of(f, k, 1, 1, parameter);
      rows.addAll(GaussianRows.of(setting, exact, f.at(k), samples, noise));
    }
    return rows;
  }

  private static String name(SumOfSquares exact) {
    return "D=%d, mu=%.0f, sigma=%.0f".formatted(exact.dimension(), exact.mu(), exact.sigma());
  }

  private static String name(TestFunction f, double k) {
    String number =
        k == Math.rint(k * 10) / 10
            ? Double.toString(k).replaceAll("\\.0$", "")
            : String.format(Locale.ROOT, "%.3f", k);
    return switch (f) {
      case SQUARE -> "(x-k)^2, k=" + number;
      case EXP -> "exp(-k x^2), k=" + number;
      case COS -> "cos(k x), k=" + number;
    };
  }
}
