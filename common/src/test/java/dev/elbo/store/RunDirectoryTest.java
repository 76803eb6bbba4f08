package dev.elbo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.store.RunDirectory.Existing;
import dev.elbo.store.RunDirectory.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunDirectoryTest {
  @TempDir Path dir;
  private RunDirectory run;
  private Path runPath;

  @BeforeEach
  void aRunThatDoesNotExistYet() {
    run = new RunDirectory(new Configuration(), dir.toString(), "5f2c9a");
    runPath = dir.resolve("runs/5f2c9a");
  }

  @Test
  void aNewRunIsCreatedEmpty() {
    assertThat(run.state()).isEqualTo(State.ABSENT);
    assertThat(run.open(Existing.RESUME)).isEqualTo(State.ABSENT);

    assertThat(runPath).isEmptyDirectory();
    assertThat(dir.resolve("runs").toFile().list()).containsExactly("5f2c9a");
    assertThat(run.state()).isEqualTo(State.UNFINISHED);
  }

  @Test
  void theNamesAreThoseOfTheDocumentation() {
    assertThat(run.runFile().path()).hasToString(runPath + "/run.json");
    assertThat(run.settingsFile().path()).hasToString(runPath + "/settings.conf");
    assertThat(run.metricsFile().path()).hasToString(runPath + "/metrics.jsonl");
    assertThat(run.reportFile().path()).hasToString(runPath + "/report.html");
    assertThat(run.checkpoints()).hasToString(runPath + "/checkpoints");
    assertThat(run.model()).hasToString(runPath + "/model");
  }

  @Test
  void aFailedRunIsResumedWithItsFilesAndWithoutLeftovers() throws IOException {
    run.open(Existing.RESUME);
    Fixtures.record().failed(5, "lost", Map.of(), Fixtures.record().started()).write(run.runFile());
    Files.createDirectories(runPath.resolve("checkpoints"));
    Files.writeString(runPath.resolve("checkpoints/epoch-00001.npz"), "kept");
    Files.writeString(runPath.resolve("checkpoints/.epoch-00002.npz.1-2.tmp"), "half");
    Files.createDirectories(runPath.resolve(".model.1-2.tmp/half"));
    Files.createDirectories(runPath.resolve(".model.previous/whole"));

    assertThat(run.open(Existing.RESUME)).isEqualTo(State.UNFINISHED);

    assertThat(runPath.toFile().list())
        .containsExactlyInAnyOrder("run.json", "checkpoints", "model");
    assertThat(runPath.resolve("model/whole")).isDirectory();
    assertThat(runPath.resolve("checkpoints").toFile().list()).containsExactly("epoch-00001.npz");
  }

  @Test
  void aFinishedRunIsNotTrainedAgain() {
    run.open(Existing.RESUME);
    Fixtures.record().write(run.runFile());

    assertThat(run.state()).isEqualTo(State.FINISHED);
    assertThatThrownBy(() -> run.open(Existing.RESUME))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot start run [5f2c9a]: it finished on [2026-01-02T03:05:05Z] in ["
                + runPath
                + "]. Use --overwrite to train it again, or change a setting.")
        .extracting(e -> ((ElboException) e).kind())
        .isEqualTo(ElboException.Kind.SETTINGS);
  }

  @Test
  void anOverwrittenRunIsGone() throws IOException {
    run.open(Existing.RESUME);
    Fixtures.record().write(run.runFile());
    Files.createDirectories(dir.resolve("runs/.5f2c9a.1-2.tmp/model"));
    Files.createDirectories(dir.resolve("runs/.5f2c9abc.1-2.tmp"));

    assertThat(run.open(Existing.OVERWRITE)).isEqualTo(State.ABSENT);

    assertThat(runPath).isEmptyDirectory();
    assertThat(dir.resolve("runs").toFile().list())
        .as("another run's leftovers are not ours to clear")
        .containsExactlyInAnyOrder("5f2c9a", ".5f2c9abc.1-2.tmp");
  }

  @Test
  void anUnreadableRunCanBeOverwritten() throws IOException {
    run.open(Existing.RESUME);
    Files.writeString(runPath.resolve("run.json"), "");

    assertThatThrownBy(() -> run.open(Existing.RESUME)).isInstanceOf(ElboException.class);
    assertThat(run.open(Existing.OVERWRITE)).isEqualTo(State.ABSENT);
  }

  @Test
  void anUnwritableOutputIsAnErrorBeforeAnythingIsTrained() throws IOException {
    Files.writeString(dir.resolve("runs"), "no directory");

    assertThatThrownBy(() -> run.open(Existing.RESUME))
        .isInstanceOf(ElboException.class)
        .hasMessageStartingWith("Cannot write [" + runPath + "]: the file system answered [")
        .hasMessageEndingWith(
            "]. Set elbo.output.dir to a place that this user may write to and that has room.")
        .extracting(e -> ((ElboException) e).kind())
        .isEqualTo(ElboException.Kind.SETTINGS);
  }

  @Test
  void anOutputThatIsNoPathIsAnErrorOfTheSettings() {
    assertThatThrownBy(() -> new RunDirectory(new Configuration(), "", "a"))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot use output.dir []: it is no path [IllegalArgumentException: Can not create a"
                + " Path from an empty string]. Give a path or a URI such as hdfs:///elbo.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", ".a", "a/b", "a b", "_a"})
  void aRunIdThatIsNoNameIsAnErrorOfTheSettings(String runId) {
    assertThatThrownBy(() -> new RunDirectory(new Configuration(), "/tmp", runId))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot name run ["
                + runId
                + "]: it becomes the name of a directory. Use letters, digits, '_', '.' and '-', at"
                + " most 128, the first a letter or a digit.");
  }
}
