package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.gate.Decision;
import dev.elbo.gate.Difference;
import dev.elbo.gate.Difference.Severity;
import dev.elbo.gate.Differences;
import dev.elbo.gate.Measure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChecksTableTest {

  @Test
  void differencesAreALineEach() {
    Differences found =
        new Differences(
            List.of(
                new Difference("rows", Optional.empty(), Double.MAX_VALUE, 3, Severity.STOP, "No."),
                new Difference("drift", Optional.of("a<b"), 0.3, 0.25, Severity.WARN, "Hm.")));
    TableGroup table = ChecksTable.of(found);
    assertThat(table.heads())
        .containsExactly("check", "column", "found", "allowed", "what follows", "in words");
    assertThat(table.lines())
        .containsExactly(
            List.of("rows", "all", "no number", "3.000", "stop", "No."),
            List.of("drift", "a<b", "0.3000", "0.2500", "warn", "Hm."));
  }

  @Test
  void measuresAreALineEach() {
    Measure gain = new Measure("gain", 1.25, 1.0625, Measure.Verdict.PASSED, "Better.");
    Measure rows = new Measure("rows", 99, 100, Measure.Verdict.FAILED, "Few.");
    Decision decision =
        new Decision(
            Decision.Outcome.REFUSED,
            "Not promoted. Few.",
            "better",
            Optional.empty(),
            List.of(gain, rows));
    TableGroup table = ChecksTable.of(decision);
    assertThat(table.title()).isEqualTo("Not promoted. Few.");
    assertThat(table.lines())
        .containsExactly(
            List.of("gain", "1.250", "1.063", "yes", "Better."),
            List.of("rows", "99.00", "100.0", "NO", "Few."));
  }
}
