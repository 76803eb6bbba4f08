package dev.elbo.report;

import dev.elbo.estimator.experiment.Findings;
import dev.elbo.estimator.graph.NetworkStep;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An experiment on estimators as one HTML file that needs neither a network nor a script. */
public final class EstimatorsPage {
  /** In every page: a file with it may be overwritten. */
  public static final String MARK = "<meta name=\"generator\" content=\"elbo estimators\"/>";

  private EstimatorsPage() {}

  /** The page of findings. Equal findings give equal text. */
  public static String html(Findings findings) {
    List<String> charts = FindingsCharts.of(findings);
    StringBuilder body = new StringBuilder(header(findings.title(), findings.explanation()));
    if (!charts.isEmpty()) {
      StringBuilder figures = new StringBuilder("<div class=\"charts\">\n");
      charts.forEach(chart -> figures.append("<figure>\n" + chart + "</figure>\n"));
      body.append("<section>\n").append(figures).append("</div>\n</section>\n");
    }
    body.append(Html.section("What one sees", list(findings.conclusions())));
    FindingsTable.of(findings).forEach(group -> body.append(table(group)));
    body.append(check(findings));
    if (findings.view() == Findings.View.RATIOS) {
      StringBuilder all = new StringBuilder("<details><summary>Every row</summary>\n");
      FindingsTable.rows(findings).forEach(group -> all.append(table(group)));
      body.append(all).append("</details>\n");
    }
    return page(findings.experiment(), body.toString());
  }

  /**
   * The page of a network.
   *
   * @param trick the step with z reparameterized
   * @param cut the same with z as it is
   */
  public static String html(NetworkStep trick, NetworkStep cut, List<String> explanation) {
    String title = "One reparameterized step, forward and backward";
    return page(
        "graph",
        header(title, explanation)
            + "<section>\n<div class=\"scroll\"><div class=\"drawing\">\n"
            + GraphPicture.svg(trick, cut)
            + "</div></div>\n</section>\n"
            + table(NetworkTable.of(trick, cut)));
  }

  private static String header(String title, List<String> explanation) {
    StringBuilder html = new StringBuilder("<header>\n<p class=\"kind\">Elbo estimators</p>\n<h1>");
    html.append(Html.escape(title)).append("</h1>\n");
    explanation.forEach(text -> html.append(Html.note(text)));
    return html.append("</header>\n").toString();
  }

  private static String list(List<String> sentences) {
    StringBuilder html = new StringBuilder("<ul class=\"sentences\">\n");
    sentences.forEach(s -> html.append("<li>").append(Html.escape(s)).append("</li>\n"));
    return html.append("</ul>\n").toString();
  }

  private static String table(TableGroup group) {
    List<List<String>> lines =
        group.lines().stream()
            .map(line -> line.stream().map(EstimatorsPage::cell).toList())
            .toList();
    String cssClass =
        group.heads().contains("node")
            ? "nodes"
            : group.heads().contains("note") ? "numbers noted" : "numbers";
    return Html.section(group.title(), Html.table(cssClass, group.heads(), lines));
  }

  private static String cell(String text) {
    return text.matches("-?[0-9].*") ? Numbers.typographic(text) : text;
  }

  private static String check(Findings findings) {
    return Html.section("Check", Html.note(findings.verdict()));
  }

  private static String page(String name, String body) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        %s
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
        <title>%s \u00b7 Elbo estimators</title>
        <style>
        %s%s</style>
        </head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """
        .formatted(
            MARK, Html.escape(name), resource("report.css"), resource("estimators.css"), body);
  }

  private static String resource(String name) {
    try (InputStream in = EstimatorsPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
