package dev.elbo.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.gate.Decision;
import dev.elbo.gate.Decision.Comparison;
import dev.elbo.gate.Difference;
import dev.elbo.gate.Differences;
import dev.elbo.gate.Measure;
import dev.elbo.gate.PairedBootstrap;
import dev.elbo.gate.SeedSpread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionRecordTest {
  @TempDir Path dir;

  /** What decisions/format-1 was written from, by the first version that had it. */
  private static DecisionRecord record() {
    Comparison comparison =
        new Comparison(
            -84.5,
            -83.25,
            new PairedBootstrap(400, 1.25, 0.125, 0.96, 1.54),
            new SeedSpread(0.2, 4),
            5.3,
            1.06,
            0.01);
    Measure gain = new Measure("gain", 1.25, 1.06, Measure.Verdict.PASSED, "It is better.");
    Measure rows = new Measure("rows", 99, 100, Measure.Verdict.FAILED, "It saw [99] rows.");
    return DecisionRecord.of(
        "a1b2",
        10,
        Optional.of(
            new Decision(
                Decision.Outcome.REFUSED,
                "Not promoted. It saw [99] rows.",
                "better",
                Optional.of(comparison),
                List.of(gain, rows))),
        new Differences(
            List.of(
                new Difference(
                    "rows",
                    Optional.empty(),
                    4,
                    3,
                    Difference.Severity.WARN,
                    "Cannot rely on the new rows."))),
        Optional.empty());
  }

  private WholeFile file() {
    return Fixtures.file(Fixtures.path(dir), "a1b2.json");
  }

  @Test
  void aDecisionIsReadBackWithEveryNumber() {
    record().write(file());
    assertThat(DecisionRecord.read(file())).isEqualTo(record());
    DecisionRecord nothing =
        DecisionRecord.of("x", 99, Optional.empty(), new Differences(List.of()), Optional.of("v1"));
    nothing.write(file());
    assertThat(DecisionRecord.read(file())).isEqualTo(nothing);
  }

  @Test
  void yesterdaysDecisionIsReadTodayAndWouldBeWrittenTheSame() throws IOException {
    WholeFile yesterday = Fixtures.file(Fixtures.resource("decisions/format-1"), "a1b2.json");
    assertThat(DecisionRecord.read(yesterday)).isEqualTo(record());
    record().write(file());
    assertThat(Files.readAllBytes(dir.resolve("a1b2.json"))).isEqualTo(yesterday.read());
  }
}
