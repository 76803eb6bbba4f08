package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.store.Checkpoints;
import dev.elbo.store.EpochMetrics;
import dev.elbo.store.MetricsFile;
import dev.elbo.store.ModelDirectory;
import dev.elbo.store.RunDirectory;
import dev.elbo.store.RunRecord;
import dev.elbo.store.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** The directory of the run of the name "run" on any Hadoop file system, as others see it. */
final class RunFiles {
  private final Configuration conf;
  private final RunDirectory run;

  /**
   * Touches nothing.
   *
   * @param outputDir a path or a URI
   */
  RunFiles(Configuration conf, String outputDir) {
    this.conf = conf;
    this.run = new RunDirectory(conf, outputDir, "run");
  }

  /** The run has ended well. */
  boolean isFinished() {
    return run.state() == RunDirectory.State.FINISHED;
  }

  /** Every byte of the model, in hexadecimal, by file. */
  Map<String, String> model() throws IOException {
    Map<String, String> model = new TreeMap<>();
    for (String name : names(run.model())) {
      byte[] bytes = new WholeFile(conf, new Path(run.model(), name)).read();
      model.put(name, HexFormat.of().formatHex(bytes));
    }
    return model;
  }

  /** The lines of metrics.jsonl without what depends on the clock. */
  List<String> metrics() {
    String text = new String(run.metricsFile().read(), StandardCharsets.UTF_8);
    return text.lines().map(Clone::withoutClock).toList();
  }

  /** All names in the run's directory, in its checkpoints and in its model. */
  List<String> names() throws IOException {
    List<String> names = new ArrayList<>(names(run.path()));
    names(run.checkpoints()).forEach(name -> names.add("checkpoints/" + name));
    return names;
  }

  /** What a killed driver left half-written. */
  List<String> leftovers() throws IOException {
    return names().stream().filter(name -> name.matches("(.*/)?[.].*")).toList();
  }

  /** How far it is, for people. */
  String progress() throws IOException {
    int epochs = run.metricsFile().exists() ? MetricsFile.read(run.metricsFile()).size() : 0;
    return "%s, epochs %d, left half-written %s"
        .formatted(
            names(run.path()).stream().filter(n -> !n.startsWith(".")).toList(),
            epochs,
            leftovers());
  }

  /** Whatever is there under a name that is not hidden reads, to the last checkpoint. */
  void assertWhole() throws IOException {
    if (run.runFile().exists()) {
      assertThat(RunRecord.read(run.runFile()).runId()).isEqualTo("run");
    }
    List<Integer> epochs =
        MetricsFile.read(run.metricsFile()).stream().map(EpochMetrics::epoch).toList();
    assertThat(epochs).isEqualTo(IntStream.rangeClosed(1, epochs.size()).boxed().toList());
    List<Integer> checkpoints = checkpoints();
    // The line of an epoch stands before its checkpoint does.
    checkpoints.stream()
        .findFirst()
        .ifPresent(newest -> assertThat(newest).isBetween(epochs.size() - 1, epochs.size()));
    if (names(run.path()).contains("model")) {
      assertThat(ModelDirectory.read(conf, run.model()).parameters()).isNotEmpty();
    }
    if (run.reportFile().exists()) {
      assertThat(new String(run.reportFile().read(), StandardCharsets.UTF_8).strip())
          .endsWith("</html>");
    }
  }

  /** The epochs of all checkpoints, each of which reads; the newest first. */
  List<Integer> checkpoints() throws IOException {
    List<String> visible =
        names(run.checkpoints()).stream().filter(name -> !name.startsWith(".")).toList();
    if (visible.isEmpty()) {
      return List.of();
    }
    Path copies = new Path(java.nio.file.Files.createTempDirectory("checkpoints").toUri());
    List<Integer> epochs = new ArrayList<>();
    for (String name : visible) {
      FileSystem from = fileSystem(run.checkpoints());
      FileUtil.copy(
          from, new Path(run.checkpoints(), name), fileSystem(copies), copies, false, conf);
    }
    Checkpoints all = new Checkpoints(conf, copies, visible.size());
    for (int i = 0; i < visible.size(); i++) {
      Checkpoints.Latest latest = all.latest("run", checkpoint -> Optional.empty());
      assertThat(latest.refused()).isEmpty();
      int newest = latest.checkpoint().orElseThrow().state().epoch();
      epochs.add(newest);
      all.discardAfter(newest - 1);
    }
    fileSystem(copies).delete(copies, true);
    return epochs;
  }

  private List<String> names(Path directory) throws IOException {
    try {
      return Stream.of(fileSystem(directory).listStatus(directory))
          .map(FileStatus::getPath)
          .map(Path::getName)
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  private FileSystem fileSystem(Path path) throws IOException {
    FileSystem fs = path.getFileSystem(conf);
    return fs instanceof LocalFileSystem local ? local.getRaw() : fs;
  }
}
