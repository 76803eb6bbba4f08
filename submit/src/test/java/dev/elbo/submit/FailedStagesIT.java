package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.elbo.submit.fault.Sabotage;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors that die again and again end a run with a sentence that helps, and with exit 5. */
class FailedStagesIT {
  private static final Pattern LOG = Pattern.compile(" Its log: (\\S+)\\.$");

  @TempDir private Path folder;

  @Test
  void executorsThatTheSystemKills() throws Exception {
    String message = failing(Sabotage.HALT);
    assertThat(message)
        .startsWith("Cannot finish epoch [2]: ")
        .contains(
            ": it was killed, as the system does when memory runs out [Command exited with code 137]. Raise spark.executor.memoryOverhead [1g], or lower spark.executor.cores [all of a worker]. Its log: ");
    assertThat(log(message)).content().contains("CoarseGrainedExecutorBackend");
  }

  @Test
  void executorsThatCrash() throws Exception {
    String message = failing(Sabotage.CRASH);
    assertThat(message)
        .startsWith("Cannot finish epoch [2]: ")
        .contains(": its JVM crashed in native code [Command exited with code 134]. ");
    assertThat(log(message).getParent()).isDirectoryContaining("glob:**/hs_err_pid*.log");
  }

  /** Who meets the full heap first is a matter of luck: the task, or a thread that ends the JVM. */
  @Test
  void executorsWhoseHeapIsTooSmall() throws Exception {
    assertThat(failing(Sabotage.HEAP))
        .startsWith("Cannot finish epoch [2]: ")
        .containsAnyOf(
            ": its Java heap is full [java.lang.OutOfMemoryError: Java heap space]. Raise spark.executor.memory [1g], or elbo.training.shards so that each is smaller. Its log: ",
            ": it ran out of memory [Command exited with code 52]. Raise spark.executor.memory [1g], or elbo.training.shards so that each is smaller; ");
  }

  @Test
  void executorsWhoseNativeMemoryIsTooSmall() throws Exception {
    String options = "spark.executor.extraJavaOptions=-Dorg.bytedeco.javacpp.maxphysicalbytes=200m";
    assertThat(failing(Sabotage.NONE, "--conf " + options))
        .startsWith("Cannot finish epoch [1]: ")
        .contains(
            ": its memory outside of the Java heap is used up [java.lang.OutOfMemoryError: ",
            "]. Raise spark.executor.memoryOverhead [1g], or lower spark.executor.cores [all of a worker]. Its log: ");
  }

  /** Trains until it fails, and returns what it says; both places say the same. */
  private String failing(Sabotage kind, String... more) throws Exception {
    List<String> words =
        Clone.words(
            "--set elbo.training.epochs=3",
            "--master local-cluster[2,1,1024]",
            "--executor-memory 1g",
            "--driver-memory 1g",
            "--conf spark.task.maxFailures=2");
    words.addAll(Clone.words(more));
    try (Disturbed run =
        Disturbed.start(new Clone(folder), "out", kind, "conf/digits.conf", words)) {
      if (kind != Sabotage.NONE) {
        run.awaitEpoch(1);
        run.arm();
      }
      assertThat(run.end()).as(run.printed()).isEqualTo(5);
      Path directory = new Clone(folder).directory("out");
      JsonNode record = new ObjectMapper().readTree(directory.resolve("run.json").toFile());
      assertThat(record.path("status").asText()).isEqualTo("failed");
      assertThat(record.path("exit_code").asInt()).isEqualTo(5);
      String message = record.path("message").asText();
      List<String> printed = run.printed().lines().toList();
      assertThat(printed).contains("elbo: " + message);
      assertThat(printed).as("stack traces").noneMatch(line -> line.startsWith("\tat dev.elbo"));
      assertThat(directory.resolve("model")).doesNotExist();
      return message;
    }
  }

  private static Path log(String message) {
    Matcher log = LOG.matcher(message);
    assertThat(log.find()).as(message).isTrue();
    assertThat(Path.of(log.group(1))).exists();
    return Path.of(log.group(1));
  }
}
