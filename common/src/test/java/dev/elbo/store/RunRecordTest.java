package dev.elbo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.gate.Difference;
import dev.elbo.gate.Differences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordTest {
  @TempDir Path dir;

  private WholeFile file() {
    return Fixtures.file(Fixtures.path(dir), "run.json");
  }

  private void text(String json) throws IOException {
    Files.writeString(dir.resolve("run.json"), json);
  }

  @Test
  void aRecordIsReadBackAsItWas() {
    Fixtures.record().write(file());
    assertThat(RunRecord.read(file())).isEqualTo(Fixtures.record());
  }

  @Test
  void aRunThatBeginsReadsAsDocumented() throws IOException {
    RunRecord.started(
            "id",
            Map.of("spark", "3.5.5", "elbo", "0.1.0"),
            "digest",
            "print",
            new RunRecord.Counts(10, 2, 3, 4),
            Map.of(),
            Instant.parse("2026-01-02T03:04:05Z"),
            new RunRecord.Place("host-1", "yarn", "app-1"))
        .write(file());

    assertThat(Files.readString(dir.resolve("run.json")))
        .isEqualTo(
            """
            {
              "format_version" : 1,
              "run_id" : "id",
              "status" : "running",
              "versions" : {
                "elbo" : "0.1.0",
                "spark" : "3.5.5"
              },
              "settings_digest" : "digest",
              "data_fingerprint" : "print",
              "counts" : {
                "rows" : 10,
                "validation_rows" : 2,
                "features" : 3,
                "shards" : 4
              },
              "auto" : { },
              "seconds" : { },
              "memory" : { },
              "started" : "2026-01-02T03:04:05Z",
              "place" : {
                "host" : "host-1",
                "master" : "yarn",
                "application_id" : "app-1"
              }
            }
            """);
  }

  @Test
  void whatARunTookOfMemoryIsKept() {
    Map<String, RunRecord.Memory> taken = Map.of("driver", new RunRecord.Memory(900, 640));
    Fixtures.record().finished(Fixtures.epoch(2), 1, Map.of(), taken, Instant.EPOCH).write(file());
    assertThat(RunRecord.read(file()).memory()).isEqualTo(taken);
  }

  @Test
  void whatWasComparedStaysThroughEndAndResumption() {
    Differences found =
        new Differences(
            List.of(
                new Difference(
                    "drift", Optional.of("age"), 0.3, 0.25, Difference.Severity.WARN, "Hm.")));
    RunRecord record = Fixtures.record().compared(found);
    record.failed(4, "no", Map.of(), Instant.EPOCH).write(file());
    RunRecord read = RunRecord.read(file());
    assertThat(read.differences()).contains(found);
    assertThat(read.resumed(Map.of(), record.place()).differences()).contains(found);
    assertThat(Fixtures.record().differences()).isEmpty();
  }

  @Test
  void aFailureKeepsItsCodeAndItsWords() {
    Instant now = Instant.parse("2026-01-02T03:05:05.5Z");
    Fixtures.record().failed(4, "Cannot go on: NaN.", Map.of(), now).write(file());

    RunRecord read = RunRecord.read(file());
    assertThat(read.status()).isEqualTo(RunRecord.Status.FAILED);
    assertThat(read.exitCode()).contains(4);
    assertThat(read.message()).contains("Cannot go on: NaN.");
    assertThat(read.ended()).contains(now);
  }

  @Test
  void aResumedRunKeepsItsFirstStartAndWhatAutoBecame() {
    RunRecord.Place place = new RunRecord.Place("host-2", "yarn", "app-2");
    RunRecord resumed = Fixtures.record().resumed(Map.of("elbo", "0.1.0"), place);

    assertThat(resumed.status()).isEqualTo(RunRecord.Status.RUNNING);
    assertThat(resumed.started()).isEqualTo(Fixtures.record().started());
    assertThat(resumed.auto()).containsExactly(Map.entry("training.shards", "8"));
    assertThat(resumed.place()).isEqualTo(place);
    assertThat(resumed.exitCode()).isEmpty();
    assertThat(resumed.ended()).isEmpty();
  }

  @Test
  void yesterdaysFileIsReadToday() {
    WholeFile yesterdays = Fixtures.file(Fixtures.resource("runs/format-1"), "run.json");
    assertThat(RunRecord.read(yesterdays)).isEqualTo(Fixtures.record());
  }

  @Test
  void keysOfTomorrowAreIgnoredAndAbsentOnesAreEmpty() throws IOException {
    text("{\"format_version\":1,\"run_id\":\"x\",\"planet\":{\"name\":\"earth\"}}");

    RunRecord read = RunRecord.read(file());
    assertThat(read.runId()).isEqualTo("x");
    assertThat(read.status()).isEqualTo(RunRecord.Status.RUNNING);
    assertThat(read.versions()).isEmpty();
    assertThat(read.counts()).isEqualTo(new RunRecord.Counts(0, 0, 0, 0));
    assertThat(read.metrics()).isEmpty();
    assertThat(read.started()).isEqualTo(Instant.EPOCH);
    assertThat(read.place()).isEqualTo(new RunRecord.Place("", "", ""));
  }

  @Test
  void aNewerFormatIsRefused() throws IOException {
    text("{\"format_version\":2}");
    assertThatThrownBy(() -> RunRecord.read(file()))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot read [file:"
                + dir
                + "/run.json]: its format version is [2] and this Elbo reads up to [1]. Use the"
                + " Elbo that wrote it, or a newer one.");
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws IOException {
    text("[1, 2]");
    assertThatThrownBy(() -> RunRecord.read(file()))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot read [file:"
                + dir
                + "/run.json]: it has no [format_version]. The file is damaged or not of this"
                + " format: restore it from a copy.");

    text("{\"format_version\":1,\"started\":\"yesterday\"}");
    assertThatThrownBy(() -> RunRecord.read(file()))
        .isInstanceOf(ElboException.class)
        .hasMessageStartingWith(
            "Cannot read [file:" + dir + "/run.json]: it is not what it should be [")
        .hasMessageContaining("\"yesterday\": no ISO-8601 time]");
  }
}
