package dev.elbo.report;

import dev.elbo.gate.Decision;
import dev.elbo.gate.Difference;
import dev.elbo.gate.Differences;
import dev.elbo.gate.Measure;
import java.util.List;
import java.util.Locale;

/** What a scheduled run checked, as tables of a page. */
public final class ChecksTable {
  private static final int DIGITS = 4;

  private ChecksTable() {}

  /** How the new rows differ from those that the champion was trained on. */
  public static TableGroup of(Differences differences) {
    return new TableGroup(
        differences.all().isEmpty()
            ? "The new rows are like the champion's, as far as the checks go."
            : "New rows, compared with the champion's",
        List.of("check", "column", "found", "allowed", "what follows", "in words"),
        differences.all().stream().map(ChecksTable::line).toList());
  }

  private static List<String> line(Difference difference) {
    return List.of(
        difference.check(),
        difference.column().orElse("all"),
        number(difference.value()),
        number(difference.limit()),
        difference.severity().name().toLowerCase(Locale.ROOT),
        difference.message());
  }

  /** What was asked of a challenger. */
  public static TableGroup of(Decision decision) {
    return new TableGroup(
        decision.why(),
        List.of("asked", "found", "limit", "passed", "in words"),
        decision.measures().stream().map(ChecksTable::line).toList());
  }

  private static List<String> line(Measure measure) {
    return List.of(
        measure.name(),
        number(measure.value()),
        number(measure.limit()),
        measure.verdict() == Measure.Verdict.PASSED ? "yes" : "NO",
        measure.sentence());
  }

  private static String number(double value) {
    return value == Double.MAX_VALUE ? "no number" : Numbers.significant(value, DIGITS);
  }
}
