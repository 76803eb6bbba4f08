package dev.elbo.submit;

import dev.elbo.ElboException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs spark-submit as a child, which ends when we do. */
final class SparkSubmit {
  private static final int SECONDS_TO_END = 10;

  private final Surroundings around;

  SparkSubmit(Surroundings around) {
    this.around = around;
  }

  /** Runs with our input and outputs as its own; returns the exit code of the command. */
  int run(Launch launch) {
    return end(start(launch, ProcessBuilder.Redirect.INHERIT));
  }

  /** Runs with somebody reading along; returns the exit code of the command. */
  int run(Launch launch, Watcher watcher) {
    try (watcher) {
      return checked(follow(launch, watcher));
    }
  }

  /** Runs with somebody reading along; returns the exit code of spark-submit itself. */
  int follow(Launch launch, Watcher watcher) {
    Process process = start(launch, ProcessBuilder.Redirect.PIPE);
    Thread out = reader(process.getInputStream(), watcher::out);
    Thread err = reader(process.getErrorStream(), watcher::err);
    try {
      out.join();
      err.join();
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      throw interrupted(e);
    }
  }

  private Process start(Launch launch, ProcessBuilder.Redirect outputs) {
    ProcessBuilder builder = new ProcessBuilder(launch.words());
    builder.environment().putAll(launch.variables());
    builder.environment().put("SPARK_HOME", around.spark().folder().toString());
    builder.directory(around.workingDirectory().toFile());
    builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
    builder.redirectOutput(outputs).redirectError(outputs);
    try {
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> destroy(process)));
      return process;
    } catch (IOException e) {
      throw ElboException.environment(
          "Cannot start spark-submit: [%s] does not run (%s). Point SPARK_HOME to a Spark 3.5, or unset it to use the one that the build assembles."
              .formatted(launch.sparkSubmit(), e.getMessage()),
          e);
    }
  }

  /** Ctrl-C reaches both of us; other signals only us. Its last words are still read. */
  private static void destroy(Process process) {
    process.toHandle().destroy();
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private static int end(Process process) {
    try {
      return checked(process.waitFor());
    } catch (InterruptedException e) {
      process.destroy();
      throw interrupted(e);
    }
  }

  private static int checked(int code) {
    if (!ExitCodes.known(code)) {
      throw ElboException.environment(
          code == ExitCodes.OUT_OF_MEMORY
              ? "Cannot finish: the driver ran out of memory, so Spark ended it [exit code 52]. Raise --driver-memory; the same command goes on from the last checkpoint."
              : "Cannot finish: spark-submit ended with the exit code [%d], which is none of the driver's. Its messages above say why; elbo doctor looks at the machine."
                  .formatted(code),
          null);
    }
    return code;
  }

  private static Thread reader(InputStream stream, Consumer<String> lines) {
    Thread thread = new Thread(() -> read(stream, lines));
    thread.start();
    return thread;
  }

  private static void read(InputStream stream, Consumer<String> lines) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, Charset.defaultCharset()))) {
      reader.lines().forEach(lines);
    } catch (IOException | UncheckedIOException e) {
      lines.accept("elbo: the output of the driver broke off: " + e.getMessage());
    }
  }

  private static ElboException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return ElboException.environment(
        "Cannot wait for the driver: the command was interrupted. Start it again.", e);
  }
}
