package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;

/** The packaged command, or plain spark-submit, on a few rows and a cluster. */
final class ClusterCommand {
  static final int ROWS = 60;
  private static final long MOST_SECONDS = 600;

  private final Cluster cluster;
  private final Path folder;

  /** How it ended, and all that it printed. */
  record Ended(int code, String printed) {}

  /**
   * @param folder of this machine, for settings and what is printed; its name is that of the folder
   *     on the cluster
   */
  ClusterCommand(Cluster cluster, Path folder) throws IOException {
    this.cluster = cluster;
    this.folder = Files.createDirectories(folder);
    List<String> rows = new ArrayList<>(List.of("a,b,c"));
    IntStream.range(0, ROWS).forEach(i -> rows.add("%d,%d,%d".formatted(i % 7, i % 5, i % 3)));
    share("rows.csv", String.join("\n", rows));
    share("bad.csv", "a,b,c\n1,2,3\n4,five,6\n");
    Files.writeString(
        folder.resolve("tiny.conf"),
        """
        elbo.data { format = csv, path = "%s", scale = minmax }
        elbo.model { encoder = [4], decoder = [4], latent.dimension = 2 }
        elbo.training { epochs = 2, batch-size = 16, shards = 2 }
        elbo.output.dir = "%s"
        """
            .formatted(shared("rows.csv"), shared("out")));
  }

  private void share(String name, String text) throws IOException {
    try (var out = fileSystem().create(hadoops(name))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A path that every node sees, of this command's own. */
  String shared(String name) {
    return cluster.shared(folder.getFileName() + "/" + name);
  }

  private org.apache.hadoop.fs.Path hadoops(String name) {
    return new org.apache.hadoop.fs.Path(shared(name));
  }

  private FileSystem fileSystem() throws IOException {
    FileSystem files = hadoops("").getFileSystem(cluster.hadoop());
    return files instanceof LocalFileSystem local ? local.getRaw() : files;
  }

  /** What is in a folder that every node sees; nothing if there is no such folder. */
  List<String> names(String name) throws IOException {
    try {
      return Arrays.stream(fileSystem().listStatus(hadoops(name)))
          .map(FileStatus::getPath)
          .map(org.apache.hadoop.fs.Path::getName)
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** The lines of all parts of a table. */
  List<String> rows(String name) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String part : names(name)) {
      if (part.startsWith("part-")) {
        try (var in = fileSystem().open(hadoops(name + "/" + part))) {
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(rows::add);
        }
      }
    }
    return rows;
  }

  /** Trains; the arguments come after the settings file. */
  Ended train(DeployMode mode, String... more) throws Exception {
    return end(startTraining(mode, more));
  }

  /** Begins to train. */
  Process startTraining(DeployMode mode, String... more) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("train", "tiny.conf", "--deploy-mode", mode.word()));
    words.addAll(List.of(more));
    return start("submit/bin/elbo", words, cluster.options());
  }

  /** Any verb of the command, with the options of the cluster. */
  Ended elbo(List<String> words) throws Exception {
    return end(start("submit/bin/elbo", words, cluster.options()));
  }

  /** Plain spark-submit of the assembled Spark, with the options of the cluster before all else. */
  Ended sparkSubmit(String... words) throws Exception {
    return end(
        start("submit/target/spark-home/bin/spark-submit", cluster.options(), List.of(words)));
  }

  private Process start(String program, List<String> words, List<String> more) throws IOException {
    // A group of its own for whom Ctrl-C is, also where a background job has taught us to ignore
    // it.
    List<String> all = new ArrayList<>(List.of("setsid", "env", "--default-signal=INT"));
    all.add(Clone.ROOT.resolve(program).toString());
    all.addAll(words);
    all.addAll(more);
    ProcessBuilder builder = new ProcessBuilder(all).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder.environment().putAll(cluster.environment());
    return builder
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("printed").toFile())
        .start();
  }

  /** As a terminal does it: whoever belongs to the command gets the signal. */
  static void pressControlC(Process process) throws Exception {
    String group = "-" + process.pid();
    assertThat(new ProcessBuilder("kill", "-INT", "--", group).start().waitFor()).isZero();
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
