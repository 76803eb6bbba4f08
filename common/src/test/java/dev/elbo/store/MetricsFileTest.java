package dev.elbo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.vae.ElboParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFileTest {
  @TempDir Path dir;

  private WholeFile file() {
    return Fixtures.file(Fixtures.path(dir), "metrics.jsonl");
  }

  @Test
  void aLineReadsAsDocumented() throws IOException {
    ElboParts parts = new ElboParts(-139.5, 25.25, -160);
    EpochMetrics epoch =
        new EpochMetrics(1, parts, Optional.of(parts), 60000, 469, 1, 2.5, 0.03, 14, 0.001);
    new MetricsFile(file(), List.of()).append(epoch);

    assertThat(Files.readString(dir.resolve("metrics.jsonl")))
        .isEqualTo(
            "{\"epoch\":1,\"train\":{\"elbo\":-164.75,\"objective\":-160.0,"
                + "\"reconstruction\":-139.5,\"kl\":25.25},\"validation\":{\"elbo\":-164.75,"
                + "\"objective\":-160.0,\"reconstruction\":-139.5,\"kl\":25.25},"
                + "\"examples\":60000,\"steps\":469,\"rounds\":1,\"seconds\":2.5,"
                + "\"averaging_seconds\":0.03,\"examples_per_second\":24000.0,"
                + "\"active_units\":14,\"learning_rate\":0.001}\n");
  }

  @Test
  void withoutValidationTheKeyIsAbsent() throws IOException {
    new MetricsFile(file(), List.of()).append(Fixtures.epoch(1));

    assertThat(Files.readString(dir.resolve("metrics.jsonl"))).doesNotContain("validation");
  }

  @Test
  void linesAreReadBackBitForBitAndAResumedRunGoesOnBehindThem() {
    MetricsFile first = new MetricsFile(file(), List.of());
    first.append(Fixtures.epoch(1));
    first.append(Fixtures.epoch(2));
    assertThat(MetricsFile.read(file())).containsExactly(Fixtures.epoch(1), Fixtures.epoch(2));

    MetricsFile resumed = new MetricsFile(file(), MetricsFile.read(file()).subList(0, 1));
    resumed.append(Fixtures.epoch(3));

    assertThat(MetricsFile.read(file())).containsExactly(Fixtures.epoch(1), Fixtures.epoch(3));
    assertThat(resumed.lines()).containsExactly(Fixtures.epoch(1), Fixtures.epoch(3));
    assertThat(dir.toFile().list()).containsExactly("metrics.jsonl");
  }

  @Test
  void beforeTheFirstEpochThereAreNoLines() {
    assertThat(MetricsFile.read(file())).isEmpty();
  }

  @Test
  void yesterdaysFileIsReadToday() {
    assertThat(MetricsFile.read(Fixtures.file(Fixtures.resource("runs/format-1"), "metrics.jsonl")))
        .containsExactly(Fixtures.epoch(1), Fixtures.epoch(2));
  }

  @Test
  void keysOfTomorrowAreIgnored() throws IOException {
    Files.writeString(
        dir.resolve("metrics.jsonl"),
        "{\"epoch\":7,\"train\":{\"reconstruction\":-2,\"kl\":1,\"objective\":-3,\"new\":[1]},"
            + "\"gpu\":{\"used\":1}}\n");

    EpochMetrics line = MetricsFile.read(file()).get(0);
    assertThat(line.epoch()).isEqualTo(7);
    assertThat(line.train()).isEqualTo(new ElboParts(-2, 1, -3));
    assertThat(line.validation()).isEmpty();
  }

  @Test
  void aLineThatIsNoneIsRefusedWithFileAndNumber() throws IOException {
    Files.writeString(dir.resolve("metrics.jsonl"), "{\"epoch\":1}\n{\"epoch\":\n");

    assertThatThrownBy(() -> MetricsFile.read(file()))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot read [file:"
                + dir
                + "/metrics.jsonl]: line [2] is not what it should be [Unexpected end-of-input"
                + " within/between Object entries]. The file is damaged or not of this format:"
                + " restore it from a copy.");
  }
}
