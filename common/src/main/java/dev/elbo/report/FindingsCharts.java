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
  private static final String RATIO =
      "Variance over that of the pathwise estimator; lines exact, circles measured.";

  private FindingsCharts() {}

  /** The charts of an experiment; none where a table says it all. */
  static List<String> of(Findings findings) {
    return switch (findings.experiment()) {
      case "variance-table" -> variances(findings.rows());
      case "toy-bernoulli" -> List.of(bias(findings.rows()), noise(findings.rows()));
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
    return new CurveChart(
            "dimension",
            "Sum of squares: variance ratio over the dimension",
            RATIO + " The score function grows as D squared, with a baseline as D.",
            WIDTH,
            HEIGHT,
            Scale.Kind.LOGARITHMIC,
            "dimension D (mu = sigma = 1)",
            series,
            List.of())
        .svg();
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
                    "pathwise is noisier from k = " + Numbers.fixed(Crossover.ofScore(f), 3)));
    return new CurveChart(
            f.name().toLowerCase(Locale.ROOT),
            name + ": variance of d/dmu over k",
            "Variance a sample, x from N(1, 1); lines exact, circles measured.",
            WIDTH,
            HEIGHT,
            square ? Scale.Kind.LINEAR : Scale.Kind.LOGARITHMIC,
            "k",
            series,
            marks)
        .svg();
  }

  private static Series function(
      String name,
      TestFunction f,
      List<Double> at,
      List<Row> rows,
      ToDoubleFunction<GaussianVariance> variance) {
    List<Point> exact = new ArrayList<>();
    for (double k : at) {
      double value = variance.applyAsDouble(GaussianVariance.of(f, k, 1, 1, NormalParameter.MU));
      exact.add(new Point(k, value));
    }
    return new Series(
        name, colour(name), exact, points(rows, r -> r.estimator().equals(name), Row::variance));
  }

  private static String name(TestFunction f) {
    return switch (f) {
      case SQUARE -> "(x-k)^2";
      case EXP -> "exp(-k x^2)";
      case COS -> "cos(k x)";
    };
  }

  private static String bias(List<Row> rows) {
    return temperatures(
        "bias",
        "Bias over the temperature",
        "How far the mean of the estimate is from the truth, 1; lines exact, circles measured.",
        rows,
        e -> Math.abs(e.softMean() - 1),
        e -> Math.abs(e.hardMean() - 1),
        r -> Math.abs(r.estimate() - r.truth()));
  }

  private static String noise(List<Row> rows) {
    return temperatures(
        "noise",
        "Variance over the temperature",
        "Variance a sample; lines exact, circles measured.",
        rows,
        RelaxedSquare::softVariance,
        RelaxedSquare::hardVariance,
        Row::variance);
  }

  private static String temperatures(
      String id,
      String title,
      String description,
      List<Row> rows,
      ToDoubleFunction<RelaxedSquare> soft,
      ToDoubleFunction<RelaxedSquare> hard,
      ToDoubleFunction<Row> measured) {
    List<Row> relaxed = rows.stream().filter(r -> Double.isFinite(r.at())).toList();
    List<Double> at = grid(Math.log10(0.05), 0, t -> Math.pow(10, t));
    return new CurveChart(
            id,
            title,
            description,
            WIDTH,
            HEIGHT,
            Scale.Kind.LOGARITHMIC,
            "temperature tau (p = 0.25)",
            List.of(
                relaxation("Gumbel-softmax", at, relaxed, soft, measured),
                relaxation("hard Gumbel-softmax", at, relaxed, hard, measured)),
            List.of())
        .svg();
  }

  private static Series relaxation(
      String name,
      List<Double> at,
      List<Row> rows,
      ToDoubleFunction<RelaxedSquare> exact,
      ToDoubleFunction<Row> measured) {
    List<Point> curve =
        at.stream()
            .map(t -> new Point(t, exact.applyAsDouble(new RelaxedSquare(0.25, 0, t))))
            .toList();
    return new Series(
        name,
        colour(name),
        curve,
        points(rows, r -> r.estimator().startsWith(name + ","), measured));
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
