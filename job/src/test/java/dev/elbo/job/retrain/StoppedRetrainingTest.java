package dev.elbo.job.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, with Spark in it, that is told to end. */
class StoppedRetrainingTest {
  private static final int OF_SIGTERM = 143;

  @TempDir private Path folder;

  @Test
  void aRunThatIsToldToEndLeavesTheLeaseToTheNextOneAtOnce() throws Exception {
    Days days = new Days(folder);
    days.day("2026-01-01", 500, 1);
    // The process goes by the real clock.
    Days.touch(days.data(), Instant.parse("2020-01-01T00:00:00Z"));
    days.settings();
    Process process = start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        lines.add(line);
        if (line.startsWith("epoch ")) {
          process.toHandle().destroy();
        }
      }
      assertThat(process.waitFor()).as("%s", lines).isEqualTo(OF_SIGTERM);
    } finally {
      process.destroyForcibly();
    }
    assertThat(days.registry().leases(Duration.ofMinutes(5)).holder()).isEmpty();
    assertThat(days.code()).as("%s", days.notes).isZero();
  }

  private Process start() throws IOException {
    List<String> words = new ArrayList<>();
    words.add(System.getProperty("java.home") + "/bin/java");
    words.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));
    words.addAll(
        List.of(
            "-Xmx1g",
            "-Dspark.master=local[1]",
            "-Dspark.ui.enabled=false",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.elbo.job.Main",
            "retrain",
            "tiny.conf",
            "--set",
            "elbo.training.epochs=1000000"));
    return new ProcessBuilder(words)
        .directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
