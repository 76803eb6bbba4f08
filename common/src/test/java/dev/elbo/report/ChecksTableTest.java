package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.feature.Schema;
import dev.elbo.gate.Decision;
import dev.elbo.gate.Difference;
import dev.elbo.gate.Difference.Severity;
import dev.elbo.gate.Differences;
import dev.elbo.gate.Measure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

  private static String page(List<TableGroup> checks) {
    ReportData bare =
        new ReportData(
            new ReportData.Run("bare", "bare", "finished", Instant.EPOCH),
            List.of(),
            0,
            new Schema(List.of("a"), Optional.empty(), Optional.empty()),
            new ReportData.Rows.Table(List.of(), List.of(), List.of(), Examples.nothing()),
            new ReportData.Latents(List.of(), List.of(), List.of()),
            Map.of(),
            List.of(),
            Map.of(),
            checks);
    return Report.html(bare);
  }

  @Test
  void aReportShowsTheChecksThatThereAre() {
    Difference drift = new Difference("drift", Optional.of("a<b"), 0.3, 0.25, Severity.WARN, "Hm.");
    String html = page(List.of(ChecksTable.of(new Differences(List.of(drift)))));
    assertThat(Xml.texts(Xml.parse(html), "h2", "")).contains("Checks");
    assertThat(Xml.parse(html).getDocumentElement().getTextContent()).contains("a<b", "0.3000");
    assertThat(Xml.texts(Xml.parse(page(List.of())), "h2", "")).doesNotContain("Checks");
    String alike = page(List.of(ChecksTable.of(new Differences(List.of()))));
    assertThat(Xml.texts(Xml.parse(alike), "h2", "")).contains("Checks");
    assertThat(alike)
        .contains("The new rows are like the champion&#39;s, as far as the checks go.")
        .doesNotContain("what follows");
  }
}
