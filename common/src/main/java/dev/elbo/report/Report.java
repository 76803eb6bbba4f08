package dev.elbo.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The report of a training run as one HTML file; its parts stand in the order of the page. */
public final class Report {
  private Report() {}

  /** The whole file, to be written as UTF-8. Equal data gives equal text. */
  public static String html(ReportData data) {
    return head(data.run().title())
        + "<body>\n<main>\n"
        + HeaderSection.html(data)
        + checks(data.checks())
        + CurvesSection.html(data.epochs(), data.keptEpoch())
        + rows(data)
        + LatentSection.html(data.latents())
        + "<div class=\"split\">\n"
        + pairs("Data", "item", data.data())
        + pairs("Versions", "part", data.versions())
        + "</div>\n"
        + settings(data.settings())
        + "</main>\n</body>\n</html>\n";
  }

  private static String head(String title) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>
        <title>%s \u00b7 Elbo training report</title>
        <style>
        %s</style>
        </head>
        """
        .formatted(Html.escape(title), style());
  }

  private static String style() {
    try (InputStream in = Report.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String checks(List<TableGroup> groups) {
    StringBuilder tables = new StringBuilder();
    for (TableGroup group : groups) {
      tables.append(Html.note(group.title()));
      if (!group.lines().isEmpty()) {
        tables.append(Html.table("checks", group.heads(), group.lines()));
      }
    }
    return groups.isEmpty() ? "" : Html.section("Checks", tables.toString());
  }

  private static String rows(ReportData data) {
    if (data.rows() instanceof ReportData.Rows.Images images) {
      return ImagesSection.html(images, data.schema().image().orElseThrow());
    }
    return RowsSection.html((ReportData.Rows.Table) data.rows(), data.schema().columns());
  }

  private static String pairs(String title, String head, Map<String, String> values) {
    List<List<String>> lines = new ArrayList<>();
    values.forEach((key, value) -> lines.add(List.of(key, value)));
    return lines.isEmpty()
        ? ""
        : Html.section(title, Html.table("pairs", List.of(head, "value"), lines));
  }

  private static String settings(List<ReportData.Setting> settings) {
    List<List<String>> lines =
        settings.stream().map(s -> List.of(s.key(), s.value(), s.origin())).toList();
    return lines.isEmpty()
        ? ""
        : Html.section(
            "Settings", Html.table("settings", List.of("key", "value", "origin"), lines));
  }
}
