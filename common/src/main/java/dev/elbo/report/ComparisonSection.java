package dev.elbo.report;

import dev.elbo.report.TableComparison.Anomaly;
import dev.elbo.report.TableComparison.Cell;
import dev.elbo.report.TableComparison.Correlations;
import dev.elbo.report.TableComparison.Marginal;
import java.util.ArrayList;
import java.util.List;

/** A table beside what is generated: columns by themselves, correlations, and strange rows. */
final class ComparisonSection {
  private ComparisonSection() {}

  static String html(TableComparison comparison) {
    return marginals(comparison.marginals())
        + correlations(comparison.correlations())
        + anomalies(comparison.anomalies());
  }

  private static String marginals(List<Marginal> marginals) {
    if (marginals.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder("<div class=\"smalls\">\n");
    for (int i = 0; i < marginals.size(); i++) {
      out.append("<figure>\n").append(MarginalChart.svg(i, marginals.get(i))).append("</figure>\n");
    }
    return Html.section(
        "Columns, real and generated",
        Html.note(
                "Bars: rows of the data. Line: rows drawn from the model. Numbers without the"
                    + " outermost hundredth of the data.")
            + out
            + "</div>\n");
  }

  private static String correlations(Correlations correlations) {
    if (correlations.names().size() < 2) {
      return "";
    }
    return Html.section(
        "Correlations, real and generated",
        Html.note("The larger a square, the stronger; blue rises together, orange runs against.")
            + "<div class=\"twins\">\n<figure>\n"
            + CorrelationChart.svg(
                "correlations-real", "data", correlations.names(), correlations.real())
            + "</figure>\n<figure>\n"
            + CorrelationChart.svg(
                "correlations-generated",
                "generated",
                correlations.names(),
                correlations.generated())
            + "</figure>\n</div>\n");
  }

  private static String anomalies(List<Anomaly> anomalies) {
    if (anomalies.isEmpty()) {
      return "";
    }
    List<List<String>> lines = new ArrayList<>();
    for (Anomaly anomaly : anomalies) {
      List<String> line = new ArrayList<>(List.of(Numbers.fixed(anomaly.score(), 1)));
      for (Cell cell : anomaly.cells()) {
        line.add(
            "%s = %s (%s)"
                .formatted(cell.column(), cell.value(), Numbers.fixed(cell.contribution(), 1)));
      }
      lines.add(line);
    }
    List<String> heads = new ArrayList<>(List.of("score"));
    for (int i = 1; i < lines.get(0).size(); i++) {
      heads.add(i == 1 ? "strangest cell" : "next");
    }
    return Html.section(
        "The strangest rows",
        Html.note(
                "Of the rows shown in this report, those that the model explains worst: minus"
                    + " log p(x|z) in nats, and the cells with the largest part of it.")
            + Html.table("strange", heads, lines));
  }
}
