package dev.elbo.job.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.job.train.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is replaced, as one that stood still for longer than its lease. */
class LostLeaseTest {
  @TempDir private Path folder;

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the lease when the first epoch is over. */
  private static final class Replacement implements Progress {
    private final Days days;
    private byte[] record = {};

    Replacement(Days days) {
      this.days = days;
    }

    Path lease(String name) {
      return days.path("out/models/tiny/lease/" + name);
    }

    Path run() {
      try (Stream<Path> runs = Files.list(days.path("out/runs"))) {
        return runs.toList().get(0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void onEpoch(EpochEnd end) {
      try {
        Files.write(lease("00000002.json"), bytes(lease("00000001.json")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      record = bytes(run().resolve("run.json"));
    }

    @Override
    public void note(String message) {}

    @Override
    public void onEnd(RunResult result) {}
  }

  @Test
  void trainingEndsAtTheNextEpochAndLeavesTheFolderToTheOther() throws IOException {
    Days days = new Days(folder);
    days.day("2026-01-01", 500, 1);
    Replacement other = new Replacement(days);
    assertThatThrownBy(
            () ->
                RetrainRun.run(
                    days.spark,
                    days.settings(),
                    Range.ALL,
                    other,
                    step -> {},
                    Clock.fixed(Days.NOW, ZoneOffset.UTC)))
        .isInstanceOfSatisfying(
            ElboException.class, e -> assertThat(e.kind()).isEqualTo(ElboException.Kind.BUSY))
        .hasMessageMatching(
            "Cannot go on as \\[retraining of tiny]: the lease \\[.*] was without a sign of life for more than 300.0 s and belongs to .* now. Start the command again.");
    assertThat(Files.readAllLines(other.run().resolve("metrics.jsonl"))).hasSize(1);
    assertThat(checkpoints(other.run())).hasSize(1);
    assertThat(bytes(other.run().resolve("run.json")))
        .as("the other's to write")
        .isEqualTo(other.record);
    assertThat(other.lease("00000001.released")).doesNotExist();

    Files.createFile(other.lease("00000002.released"));
    assertThat(days.code()).isZero();
    assertThat(days.decisions()).hasSize(1);
  }

  private static List<Path> checkpoints(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run.resolve("checkpoints"))) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).toList();
    }
  }
}
