package dev.elbo.report;

import dev.elbo.estimator.experiment.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Charts with an estimator a line: estimates beside the truth, and variances. */
final class RowsCharts {
  private static final int WIDTH = 540;

  private RowsCharts() {}

  /** The estimates, a chart a setting and derivative. */
  static List<String> estimates(List<Row> rows) {
    return groups(rows).entrySet().stream()
        .map(group -> estimates(group.getKey(), group.getValue()))
        .toList();
  }

  /** The variances of each setting, after the estimates where an estimator is biased. */
  static List<String> failures(List<Row> rows) {
    List<String> charts = new ArrayList<>();
    groups(rows)
        .forEach(
            (title, group) -> {
              if (group.stream().anyMatch(row -> Math.abs(row.bias()) > 1e-12)) {
                charts.add(estimates(title, group));
              }
              charts.add(variances(title, group));
            });
    return charts;
  }

  private static Map<String, List<Row>> groups(List<Row> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> row.setting() + ", " + row.quantity(),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static String estimates(String title, List<Row> rows) {
    return figure(
        new DotChart(
            id("estimates", title),
            title + ": estimates",
            "Circles: measured, the mean of all samples, with bars of 2 standard errors; strokes: the"
                + " exact mean of the estimator.",
            WIDTH,
            Scale.Kind.LINEAR,
            "estimate of " + rows.get(0).quantity(),
            rows.stream()
                .map(
                    row ->
                        new DotChart.Line(
                            row.estimator(),
                            row.estimate(),
                            2 * row.standardError(),
                            row.expected()))
                .toList(),
            OptionalDouble.of(rows.get(0).truth())));
  }

  private static String variances(String title, List<Row> rows) {
    return figure(
        new DotChart(
            id("variances", title),
            title + ": variances",
            "Circles: measured, with bars of 2 standard errors; strokes: exact. An arrow: no variance"
                + " at all.",
            WIDTH,
            Scale.Kind.LOGARITHMIC,
            "variance a sample",
            rows.stream()
                .map(
                    row ->
                        new DotChart.Line(
                            row.estimator(),
                            row.variance(),
                            2 * row.varianceError(),
                            row.exactVariance()))
                .toList(),
            OptionalDouble.empty()));
  }

  private static String id(String kind, String title) {
    return kind + "-" + title.replaceAll("[^A-Za-z0-9]+", "-");
  }

  private static String figure(DotChart chart) {
    return chart.svg() + Html.caption(chart.description());
  }
}
