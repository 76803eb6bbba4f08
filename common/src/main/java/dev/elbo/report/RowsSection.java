package dev.elbo.report;

import dev.elbo.report.ReportData.Rows.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Originals beside reconstructions, and samples from the prior, as numbers: a line a column. */
final class RowsSection {
  private static final int MOST_PAIRS = 4;
  private static final int MOST_SAMPLES = 10;
  private static final int MOST_COLUMNS = 50;

  private RowsSection() {}

  static String html(Table table, List<String> columns) {
    return pairs(table, columns)
        + samples(table, columns)
        + ComparisonSection.html(table.comparison());
  }

  private static String pairs(Table table, List<String> columns) {
    int shown = Math.min(table.originals().size(), MOST_PAIRS);
    if (shown == 0) {
      return "";
    }
    List<String> heads = new ArrayList<>(List.of("column"));
    for (int i = 1; i <= shown; i++) {
      heads.add("row " + i);
      heads.add("reconstructed");
    }
    List<List<String>> lines = new ArrayList<>();
    for (int j = 0; j < Math.min(columns.size(), MOST_COLUMNS); j++) {
      List<String> line = new ArrayList<>(List.of(columns.get(j)));
      for (int i = 0; i < shown; i++) {
        line.add(table.originals().get(i).get(j));
        line.add(table.reconstructions().get(i).get(j));
      }
      lines.add(line);
    }
    return Html.section(
        "Reconstructions",
        Html.note(
                "Some rows and what the model makes of them, in the units of the data."
                    + firstOf(columns))
            + Html.table("numbers pairs", heads, lines));
  }

  private static String samples(Table table, List<String> columns) {
    int shown = Math.min(table.samples().size(), MOST_SAMPLES);
    if (shown == 0) {
      return "";
    }
    List<String> heads = new ArrayList<>(List.of("column"));
    IntStream.rangeClosed(1, shown).forEach(i -> heads.add("sample " + i));
    List<List<String>> lines = new ArrayList<>();
    for (int j = 0; j < Math.min(columns.size(), MOST_COLUMNS); j++) {
      List<String> line = new ArrayList<>(List.of(columns.get(j)));
      for (int i = 0; i < shown; i++) {
        line.add(table.samples().get(i).get(j));
      }
      lines.add(line);
    }
    return Html.section(
        "Samples from the prior",
        Html.note(
                "Rows that the model draws: z from the prior, then x from p(x|z), in the units of the"
                    + " data."
                    + firstOf(columns))
            + Html.table("numbers", heads, lines));
  }

  private static String firstOf(List<String> columns) {
    return columns.size() > MOST_COLUMNS
        ? " The first %s of %s columns.".formatted(MOST_COLUMNS, columns.size())
        : "";
  }
}
