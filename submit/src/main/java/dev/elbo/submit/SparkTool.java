package dev.elbo.submit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs commands of Spark that say nothing of interest. */
record SparkTool(SparkHome spark) {
  private static final int MOST_SECONDS = 150;

  String starter() {
    return spark.starter().toString();
  }

  String submit() {
    return spark.submit().toString();
  }

  /**
   * Waits for the end of a command, for a while.
   *
   * @throws IOException if it does not end, or not well
   */
  void run(List<String> words) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("SPARK_HOME", spark.folder().toString());
    Process process =
        builder
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("no answer within %d s".formatted(MOST_SECONDS));
    }
    if (process.exitValue() != 0) {
      throw new IOException("exit code %d".formatted(process.exitValue()));
    }
  }
}
