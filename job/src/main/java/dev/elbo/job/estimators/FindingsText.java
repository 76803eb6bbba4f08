package dev.elbo.job.estimators;

import dev.elbo.estimator.experiment.Findings;
import dev.elbo.report.FindingsTable;
import dev.elbo.report.TableGroup;

/** Findings for a terminal. */
final class FindingsText {
  static final int WIDTH = 80;

  private FindingsText() {}

  static String of(Findings findings) {
    StringBuilder text = new StringBuilder(findings.title()).append("\n\n");
    findings
        .explanation()
        .forEach(paragraph -> text.append(TextColumns.wrapped(paragraph, WIDTH, "")));
    for (TableGroup group : FindingsTable.of(findings)) {
      text.append('\n').append(group.title()).append('\n').append(TextColumns.of(group));
    }
    text.append('\n');
    findings
        .conclusions()
        .forEach(sentence -> text.append(TextColumns.wrapped(sentence, WIDTH, "")));
    text.append('\n').append(TextColumns.wrapped(findings.verdict(), WIDTH, ""));
    findings
        .outside()
        .forEach(
            row ->
                text.append(
                    "  outside: %s, %s, %s%n"
                        .formatted(row.setting(), row.quantity(), row.estimator())));
    return text.toString();
  }
}
