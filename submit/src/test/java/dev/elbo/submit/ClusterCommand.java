package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The packaged command, or plain spark-submit, on sixty rows and a cluster. */
final class ClusterCommand {
  private static final long MOST_SECONDS = 600;

  private final Path folder;
  private final Map<String, String> environment;
  private final List<String> options;

  /** How it ended, and all that it printed. */
  record Ended(int code, String printed) {}

  /**
   * @param folder for its files: settings, rows and what it prints
   * @param options of every start, such as the master
   */
  ClusterCommand(Path folder, Map<String, String> environment, List<String> options)
      throws IOException {
    this.folder = Files.createDirectories(folder);
    this.environment = environment;
    this.options = options;
    List<String> rows = new ArrayList<>(List.of("a,b,c"));
    IntStream.range(0, 60).forEach(i -> rows.add("%d,%d,%d".formatted(i % 7, i % 5, i % 3)));
    Files.write(folder.resolve("rows.csv"), rows);
    Files.writeString(folder.resolve("bad.csv"), "a,b,c\n1,2,3\n4,five,6\n");
    Files.writeString(
        folder.resolve("tiny.conf"),
        """
        elbo.data { format = csv, path = rows.csv, scale = minmax }
        elbo.model { encoder = [4], decoder = [4], latent.dimension = 2 }
        elbo.training { epochs = 2, batch-size = 16, shards = 2 }
        elbo.output.dir = out
        """);
  }

  /** Trains; the arguments come after the settings file. */
  Ended elbo(String... more) throws Exception {
    return end(start(more));
  }

  /** Begins to train. */
  Process start(String... more) throws IOException {
    List<String> words =
        new ArrayList<>(List.of(Clone.ROOT + "/submit/bin/elbo", "train", "tiny.conf"));
    words.addAll(options);
    words.addAll(List.of(more));
    return start(words);
  }

  private Process start(List<String> words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder.environment().putAll(environment);
    return builder
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("printed").toFile())
        .start();
  }

  /** Plain spark-submit of the assembled Spark. */
  Ended sparkSubmit(String... words) throws Exception {
    List<String> all =
        new ArrayList<>(List.of(Clone.ROOT + "/submit/target/spark-home/bin/spark-submit"));
    all.addAll(List.of(words));
    return end(start(all));
  }

  Ended end(Process process) throws Exception {
    assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).as(printed()).isTrue();
    return new Ended(process.exitValue(), printed());
  }

  /** Waits until something is printed by one that runs. */
  void await(Process process, Predicate<String> sight) throws Exception {
    long started = System.nanoTime();
    while (!sight.test(printed())) {
      boolean isLate = System.nanoTime() - started > TimeUnit.SECONDS.toNanos(MOST_SECONDS);
      assertThat(process.isAlive() && !isLate).as(printed()).isTrue();
      Thread.sleep(100);
    }
  }

  String printed() throws IOException {
    return Files.readString(folder.resolve("printed"));
  }
}
