package dev.elbo.report;

import dev.elbo.estimator.exact.Crossover;
import dev.elbo.estimator.exact.GaussianVariance;
import dev.elbo.estimator.exact.NormalParameter;
import dev.elbo.estimator.exact.RelaxedSquare;
import dev.elbo.estimator.exact.SumOfSquares;
import dev.elbo.estimator.exact.TestFunction;
import dev.elbo.estimator.experiment.Findings;
import dev.elbo.estimator.experiment.Row;
import dev.elbo.report.CurveChart.Mark;
import dev.elbo.report.CurveChart.Point;
import dev.elbo.report.CurveChart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The charts of the experiments: exact curves, and the measured rows as points on them. */
final class FindingsCharts {
  private static final int SAMPLES_OF_LEAVE_ONE_OUT = 4;
  private static final int WIDTH = 540;
  private static final int HEIGHT = 360;
  private static final int STEPS = 80;
  private static final String SOFT = "Gumbel-softmax";
  private static final String HARD = "hard Gumbel-softmax";
  private static final String KEY = " Circles: measured, lines: exact.";
  private static final String RATIO = "variance over that of the pathwise estimator";

  private FindingsCharts() {}

  /** The charts of an experiment; none where a table says it all. */
  static List<String> of(Findings findings) {
    return switch (findings.experiment()) {
      case "variance-table" -> variances(findings.rows());
      case "toy-bernoulli" -> List.of(estimates(findings.rows()), noise(findings.rows()));
      case "toy-normal" -> RowsCharts.estimates(findings.rows());
      case "failures" -> RowsCharts.failures(findings.rows());
      default -> List.of();
    };
  }

  private static List<String> variances(List<Row> rows) {
    List<String> charts = new ArrayList<>();
    charts.add(dimensions(rows));
    for (TestFunction f : TestFunction.values()) {
      charts.add(constants(f, rows));
    }
    return charts;
  }

  private static String dimensions(List<Row> all) {
    List<Row> rows =
        all.stream().filter(r -> r.setting().matches("D=\\d+, mu=1, sigma=1")).toList();
    List<Double> at = grid(0, 2, d -> Math.pow(10, d));
    List<Series> series =
        List.of(
            sum("score function", at, rows, SumOfSquares::score),
            sum("leave-one-out, K=4", at, rows, e -> e.leaveOneOut(SAMPLES_OF_LEAVE_ONE_OUT)),
            sum("score, mean baseline", at, rows, SumOfSquares::scoreWithMeanBaseline),
            sum("score, best baseline", at, rows, SumOfSquares::scoreWithBestBaseline),
            sum("pathwise", at, rows, SumOfSquares::pathwise));
    return figure(
        new CurveChart(
            "dimension",
            "Sum of squares: variance ratio over the dimension",
            "The score function grows as D squared, with a baseline as D." + KEY,
            WIDTH,
            HEIGHT,
            Scale.Kind.LOGARITHMIC,
            "dimension D (mu = sigma = 1)",
            Scale.Kind.LOGARITHMIC,
            RATIO,
            series,
            List.of()));
  }

  private static Series sum(
      String name, List<Double> at, List<Row> rows, ToDoubleFunction<SumOfSquares> variance) {
    List<Point> exact = new ArrayList<>();
    for (int d : at.stream().mapToInt(v -> (int) Math.round(v)).distinct().toArray()) {
      SumOfSquares sum = new SumOfSquares(1, 1, d);
      exact.add(new Point(d, variance.applyAsDouble(sum) / sum.pathwise()));
    }
    return new Series(
        name, colour(name), exact, points(rows, r -> r.estimator().equals(name), Row::ratio));
  }

  private static String constants(TestFunction f, List<Row> all) {
    boolean square = f == TestFunction.SQUARE;
    String name = name(f);
    List<Row> rows =
        all.stream()
            .filter(r -> r.setting().startsWith(name) && r.quantity().equals("d/dmu"))
            .toList();
    List<Double> at =
        switch (f) {
          case SQUARE -> grid(-3, 3, k -> k);
          case EXP -> grid(-1, 1, k -> Math.pow(10, k));
          case COS -> grid(Math.log10(0.5), Math.log10(5), k -> Math.pow(10, k));
        };
    List<Series> series =
        List.of(
            function("score function", f, at, rows, GaussianVariance::score),
            function("score, best baseline", f, at, rows, GaussianVariance::scoreWithBestBaseline),
            function("measure-valued", f, at, rows, GaussianVariance::measureValued),
            function("pathwise", f, at, rows, GaussianVariance::pathwise));
    List<Mark> marks =
        square
            ? List.of()
            : List.of(
                new Mark(
                    Crossover.ofScore(f),
                    "pathwise is noisier than the score function from k = "
                        + Numbers.fixed(Crossover.ofScore(f), 3)));
    return figure(
        new CurveChart(
            f.name().toLowerCase(Locale.ROOT),
            name + ": variance ratio of d/dmu over k",
            "x from N(1, 1); below 1 the pathwise estimator is the noisier one. " + dive(f) + KEY,
            WIDTH,
            HEIGHT,
            square ? Scale.Kind.LINEAR : Scale.Kind.LOGARITHMIC,
            "k",
            Scale.Kind.LOGARITHMIC,
            RATIO,
            series,
            marks));
  }

  /** Where the slope of f at both sides of the mean cancels. */
  private static String dive(TestFunction f) {
    return switch (f) {
      case SQUARE ->
          "At k = 1, f is even around the mean: the variance of measure-valued falls to 0, below the"
              + " frame.";
      case COS ->
          "At k = pi, f is even around the mean: the variance of measure-valued falls to 0, below the"
              + " frame.";
      case EXP -> "";
    };
  }

  private static Series function(
      String name,
      TestFunction f,
      List<Double> at,
      List<Row> rows,
      ToDoubleFunction<GaussianVariance> variance) {
    List<Point> exact = new ArrayList<>();
    for (double k : at) {
      GaussianVariance here = GaussianVariance.of(f, k, 1, 1, NormalParameter.MU);
      exact.add(new Point(k, variance.applyAsDouble(here) / here.pathwise()));
    }
    return new Series(
        name, colour(name), exact, points(rows, r -> r.estimator().equals(name), Row::ratio));
  }

  private static String name(TestFunction f) {
    return switch (f) {
      case SQUARE -> "(x-k)^2";
      case EXP -> "exp(-k x^2)";
      case COS -> "cos(k x)";
    };
  }

  private static String estimates(List<Row> rows) {
    List<Row> relaxed = relaxed(rows);
    List<Double> at = temperatures();
    ToDoubleFunction<RelaxedSquare> truth = e -> 1;
    List<Series> series = new ArrayList<>();
    series.add(new Series("truth", "truth", exact(at, truth), List.of()));
    series.add(relaxation(SOFT, exact(at, RelaxedSquare::softMean), estimates(SOFT, relaxed)));
    series.add(relaxation(HARD, exact(at, RelaxedSquare::hardMean), estimates(HARD, relaxed)));
    return temperatures(
        "estimate",
        "Estimate over the temperature",
        "The distance of a line from the truth, 1, is the bias of the estimator. Circles: measured,"
            + " with bars of 2 standard errors; lines: exact.",
        Scale.Kind.LINEAR,
        "estimate of d/dp, the mean of all samples",
        series);
  }

  private static List<Point> estimates(String name, List<Row> rows) {
    return rows.stream()
        .filter(row -> row.estimator().startsWith(name + ","))
        .map(row -> new Point(row.at(), row.estimate(), 2 * row.standardError()))
        .toList();
  }

  private static String noise(List<Row> rows) {
    List<Row> relaxed = relaxed(rows);
    List<Double> at = temperatures();
    return temperatures(
        "noise",
        "Variance over the temperature",
        "What a lower bias costs." + KEY,
        Scale.Kind.LOGARITHMIC,
        "variance a sample",
        List.of(
            relaxation(SOFT, exact(at, RelaxedSquare::softVariance), variances(SOFT, relaxed)),
            relaxation(HARD, exact(at, RelaxedSquare::hardVariance), variances(HARD, relaxed))));
  }

  private static List<Point> variances(String name, List<Row> rows) {
    return points(rows, row -> row.estimator().startsWith(name + ","), Row::variance);
  }

  private static String temperatures(
      String id,
      String title,
      String description,
      Scale.Kind vertical,
      String yLabel,
      List<Series> series) {
    return figure(
        new CurveChart(
            id,
            title,
            description,
            WIDTH,
            HEIGHT,
            Scale.Kind.LOGARITHMIC,
            "temperature tau (p = 0.25)",
            vertical,
            yLabel,
            series,
            List.of()));
  }

  private static List<Row> relaxed(List<Row> rows) {
    return rows.stream().filter(row -> Double.isFinite(row.at())).toList();
  }

  private static List<Double> temperatures() {
    return grid(Math.log10(0.05), 0, t -> Math.pow(10, t));
  }

  private static List<Point> exact(List<Double> at, ToDoubleFunction<RelaxedSquare> value) {
    return at.stream()
        .map(t -> new Point(t, value.applyAsDouble(new RelaxedSquare(0.25, 0, t))))
        .toList();
  }

  private static Series relaxation(String name, List<Point> exact, List<Point> measured) {
    return new Series(name, colour(name), exact, measured);
  }

  private static String figure(CurveChart chart) {
    return chart.svg() + Html.caption(chart.description());
  }

  /** An estimator has one colour in all charts. */
  private static String colour(String name) {
    return switch (name) {
      case "score function", "Gumbel-softmax" -> "s0";
      case "score, best baseline", "hard Gumbel-softmax" -> "s1";
      case "measure-valued" -> "s2";
      case "pathwise" -> "s3";
      case "leave-one-out, K=4" -> "s4";
      default -> "s5";
    };
  }

  private static List<Point> points(
      List<Row> rows, Predicate<Row> of, ToDoubleFunction<Row> value) {
    return rows.stream()
        .filter(of)
        .map(row -> new Point(row.at(), value.applyAsDouble(row)))
        .toList();
  }

  private static List<Double> grid(double from, double to, DoubleUnaryOperator at) {
    return IntStream.rangeClosed(0, STEPS)
        .mapToObj(i -> at.applyAsDouble(from + (to - from) * i / STEPS))
        .toList();
  }
}
