package dev.elbo.estimator.experiment;

import dev.elbo.estimator.experiment.Row.Check;
import java.util.List;

/**
 * What an experiment found.
 *
 * @param experiment its name
 * @param title one line
 * @param explanation what is measured and how to read it, a paragraph each
 * @param view how the rows are best shown
 * @param tolerance what the rows were held to, in words
 * @param rows setting by setting
 * @param conclusions what one sees, a sentence each
 */
public record Findings(
    String experiment,
    String title,
    List<String> explanation,
    View view,
    String tolerance,
    List<Row> rows,
    List<String> conclusions) {

  /** How rows are best shown. */
  public enum View {
    /** One by one. */
    ROWS,
    /** As a table of variance ratios, settings down and estimators across. */
    RATIOS
  }

  public Findings {
    explanation = List.copyOf(explanation);
    rows = List.copyOf(rows);
    conclusions = List.copyOf(conclusions);
  }

  /** The rows whose measured numbers are not where the exact ones say. */
  public List<Row> outside() {
    return rows.stream().filter(row -> row.check() == Check.OUTSIDE).toList();
  }

  /** How many rows had samples enough to be compared with the exact numbers. */
  public int checked() {
    return (int) rows.stream().filter(row -> row.check() != Check.UNCHECKED).count();
  }

  /** What the comparison with exact numbers came to, in one sentence. */
  public String verdict() {
    int outside = outside().size();
    if (outside > 0) {
      return "%d of %d rows are OUTSIDE: %s.".formatted(outside, rows.size(), tolerance);
    }
    if (checked() < rows.size()) {
      return "%d rows, not checked: it takes 10000 samples to tell.".formatted(rows.size());
    }
    return "All %d rows are inside: %s.".formatted(rows.size(), tolerance);
  }
}
