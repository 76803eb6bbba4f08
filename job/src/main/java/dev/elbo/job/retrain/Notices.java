package dev.elbo.job.retrain;

import dev.elbo.ElboException;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.RetrainSettings.Notification;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;

/**
 * Tells others how a run ended: a command, and a tracking server of MLflow. That they cannot be
 * told is worth a note, and changes nothing.
 */
final class Notices {
  /** What a command may take. conf/reference.conf tells. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Notification settings;
  private final ResolvedSettings resolved;
  private final Consumer<String> notes;
  private final Duration patience;

  Notices(ResolvedSettings resolved, Consumer<String> notes) {
    this(resolved, notes, PATIENCE);
  }

  Notices(ResolvedSettings resolved, Consumer<String> notes, Duration patience) {
    this.patience = patience;
    this.settings = resolved.settings().retrain().notification();
    this.resolved = resolved;
    this.notes = notes;
  }

  /** A run that did not fail. */
  void send(Outcome outcome) {
    outcome
        .decision()
        .ifPresent(record -> settings.mlflow().ifPresent(server -> track(server, outcome)));
    command(outcome.word(), outcome.exitCode(), outcome.file().map(Path::toString).orElse(""));
  }

  /** A run that failed; of one that another run kept out, nobody is told. */
  void send(ElboException failure) {
    if (failure.kind() != ElboException.Kind.BUSY) {
      command(failure.kind().name().toLowerCase(Locale.ROOT), failure.kind().exitCode(), "");
    }
  }

  private void track(String server, Outcome outcome) {
    try {
      new MlflowRun(server, resolved).log(outcome);
    } catch (IOException | RuntimeException e) { // Of odd addresses the client throws these.
      notes.accept("Warning: MLflow at [%s] was not told: [%s].".formatted(server, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void command(String outcome, int exitCode, String decision) {
    List<String> words = settings.command();
    if (words.isEmpty()) {
      return;
    }
    ProcessBuilder command = new ProcessBuilder(words);
    command
        .environment()
        .putAll(
            Map.of(
                "ELBO_OUTCOME", outcome,
                "ELBO_EXIT_CODE", Integer.toString(exitCode),
                "ELBO_DECISION", decision));
    command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = command.start();
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        notes.accept(
            "Warning: elbo.retrain.notify.command %s took longer than [%d s] and was ended."
                .formatted(words, patience.toSeconds()));
      } else if (process.exitValue() != 0) {
        notes.accept(
            "Warning: elbo.retrain.notify.command %s ended with exit code [%d]."
                .formatted(words, process.exitValue()));
      }
    } catch (IOException e) {
      notes.accept(
          "Warning: elbo.retrain.notify.command %s could not be started: [%s]."
              .formatted(words, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
