package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.registry.ModelRegistry;
import dev.elbo.store.DecisionRecord;
import dev.elbo.store.WholeFile;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/**
 * Nights of a model on digits that come by the day, on any file system; {@code elbo retrain} of
 * this clone, in processes of its own.
 */
final class Nights {
  static final int LEASE = 10;
  private static final int SETTLE = 120;
  private static final long MOST_SECONDS = 300;
  private static final String MODEL = "digits";

  private final Configuration hadoop;
  private final FileSystem files;
  private final String root;
  private final Path folder;
  private final List<String> digits = new ArrayList<>();
  private int begun;

  /**
   * @param root of the rows and of all that is left, as a URI
   * @param folder of this machine, for settings and what is printed
   */
  Nights(Configuration hadoop, String root, Path folder) throws IOException {
    this.hadoop = hadoop;
    this.root = root;
    this.folder = folder;
    this.files = new org.apache.hadoop.fs.Path(root).getFileSystem(hadoop);
    for (String part : List.of("train", "test")) {
      digits.addAll(digits(part));
    }
    Files.writeString(
        folder.resolve("digits.conf"),
        """
        elbo {
          data {
            format = json, path = "%s", label = class
            scale = unit, range = [0, 16], validation.fraction = 0
          }
          model { encoder = [64], decoder = [64], latent.dimension = 8
                  likelihood = gaussian, likelihood-variance = 0.05 }
          training { epochs = 3, batch-size = 16, shards = 1 }
          retrain {
            lease = %d
            watermark { by = partition, column = day, settle = %d }
            gate { seeds = 2, margin = 2, active-units = 0, anomaly-drift = null }
          }
          output { dir = "%s", name = %s }
        }
        """
            .formatted(path("rows"), LEASE, SETTLE, path("out"), MODEL));
  }

  private static List<String> digits(String part) throws IOException {
    Path file = Clone.ROOT.resolve("conf/data/optdigits-" + part + ".csv.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).toList();
    }
  }

  private String path(String name) {
    return root + "/" + name;
  }

  /** Digits, a line each. */
  List<String> digits(int from, int to) {
    return digits.subList(from, to).stream().map(Nights::json).toList();
  }

  /** The same, whose pixels slipped by half a picture. */
  List<String> shifted(int from, int to) {
    return digits.subList(from, to).stream()
        .map(line -> json(line.replaceFirst("^((?:\\d+,){36})((?:\\d+,){28})", "$2$1")))
        .toList();
  }

  /** The same with a column that the others do not have: how much ink there is. */
  List<String> inked(int from, int to) {
    return digits.subList(from, to).stream()
        .map(
            line -> {
              int ink = pixels(line).mapToInt(Integer::parseInt).sum();
              return json(line).replace("}", ",\"ink\":" + Math.min(16, ink / 32) + "}");
            })
        .toList();
  }

  private static java.util.stream.Stream<String> pixels(String line) {
    return Arrays.stream(line.split(",", -1)).limit(64);
  }

  private static String json(String line) {
    String[] cells = line.split(",", -1);
    StringBuilder json = new StringBuilder("{\"class\":").append(cells[64]);
    for (int i = 0; i < 64; i++) {
      json.append(String.format(Locale.ROOT, ",\"p%02d\":%s", i + 1, cells[i]));
    }
    return json.append('}').toString();
  }

  /** Writes a file of a day, which is still fresh. */
  org.apache.hadoop.fs.Path writing(String day, List<String> lines) throws IOException {
    var file =
        new org.apache.hadoop.fs.Path(path("rows/day=%s/rows-%d.json".formatted(day, begun++)));
    try (var out = files.create(file)) {
      out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  /** Writes a file of a day, which has been quiet for long. */
  org.apache.hadoop.fs.Path written(String day, List<String> lines) throws IOException {
    return settle(writing(day, lines));
  }

  /** An hour passes over a file. */
  org.apache.hadoop.fs.Path settle(org.apache.hadoop.fs.Path file) throws IOException {
    files.setTimes(file, System.currentTimeMillis() - 3_600_000, -1);
    return file;
  }

  void delete(org.apache.hadoop.fs.Path file) throws IOException {
    assertThat(files.delete(file, false)).isTrue();
  }

  /** A run that was started. */
  record Night(Process process, Path log) {
    int end() throws Exception {
      assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).as(said()).isTrue();
      return process.exitValue();
    }

    String said() throws IOException {
      return Files.readString(log);
    }

    void awaitSaid(String text) throws Exception {
      while (!said().contains(text)) {
        assertThat(process.isAlive()).as(said()).isTrue();
        Thread.sleep(20);
      }
    }

    /** Kills the driver, and the command if that is another process. */
    void kill() throws Exception {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      assertThat(end()).isNotZero();
    }
  }

  /** Starts the packaged command. */
  Night start(String... more) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(Clone.ROOT.resolve("submit/bin/elbo").toString(), "retrain", "digits.conf"));
    words.addAll(List.of("--master", "local[2]"));
    for (String setting : more) {
      words.addAll(List.of("--set", setting));
    }
    return start(words);
  }

  /** Starts a run that dies after a step. */
  Night startMortal(String step, String... more) throws IOException {
    return startInterrupted(step, "die", more);
  }

  /** Starts a run that waits after a step for a file. */
  Night startHeld(String step, Path file, String... more) throws IOException {
    return startInterrupted(step, file.toString(), more);
  }

  private Night startInterrupted(String step, String how, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("digits.conf", step, how));
    words.addAll(List.of(more));
    return startProgram("Interrupted", words);
  }

  private Night startProgram(String name, List<String> arguments) throws IOException {
    String jar = Clone.ROOT.resolve("job/target/elbo-job.jar").toString();
    String classes = Nights.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    List<String> words =
        new ArrayList<>(
            List.of(
                Clone.ROOT.resolve("submit/target/spark-home/bin/spark-submit").toString(),
                "--master",
                "local[2]",
                "--driver-class-path",
                jar + File.pathSeparator + classes,
                "--class",
                "dev.elbo.job.retrain." + name,
                jar));
    words.addAll(arguments);
    return start(words);
  }

  private Night start(List<String> words) throws IOException {
    Path log = folder.resolve("night-" + begun++ + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    return new Night(builder.start(), log);
  }

  /** A night without surprises. */
  void night(int code, String said, String... settings) throws Exception {
    Night night = start(settings);
    assertThat(night.end()).as(night.said()).isEqualTo(code);
    assertThat(night.said()).contains(said);
  }

  /** A run dies after a step, and nobody may take its place before its lease is over. */
  void dies(String step, String... settings) throws Exception {
    Night night = startMortal(step, settings);
    assertThat(night.end()).as(night.said()).isEqualTo(128 + 9);
    assertThat(night.said()).contains("Interrupted after " + step);
    awaitLease();
  }

  /** Waits for longer than a lease. */
  static void awaitLease() throws InterruptedException {
    TimeUnit.SECONDS.sleep(LEASE + 2);
  }

  ModelRegistry registry() {
    return ModelRegistry.open(hadoop, path("out"), MODEL);
  }

  /** All decisions, in their order. */
  List<DecisionRecord> decisions() throws IOException {
    List<DecisionRecord> decisions = new ArrayList<>();
    var parent = registry().decision("x").path().getParent();
    for (FileStatus file : files.listStatus(parent, name -> name.getName().endsWith(".json"))) {
      decisions.add(DecisionRecord.read(new WholeFile(hadoop, file.getPath())));
    }
    decisions.sort(Comparator.comparing(decision -> decision.context().orElseThrow().order()));
    return decisions;
  }

  /** How many rows of each file may be trained on. */
  Map<String, Long> rowsToTrain() throws Exception {
    Night count = startProgram("RowsToTrain", List.of(path("rows"), path("out"), MODEL));
    assertThat(count.end()).as(count.said()).isZero();
    Map<String, Long> rows = new TreeMap<>();
    for (String line : count.said().lines().filter(line -> line.startsWith("rows ")).toList()) {
      String[] words = line.split(" ", -1);
      rows.put(words[1], Long.parseLong(words[2]));
    }
    return rows;
  }

  /** Names of all files that were left half-written. */
  List<String> halves() throws IOException {
    List<String> halves = new ArrayList<>();
    var all = files.listFiles(new org.apache.hadoop.fs.Path(path("out")), true);
    while (all.hasNext()) {
      String file = all.next().getPath().toString();
      if (file.endsWith(".tmp") || file.contains("/_temporary")) {
        halves.add(file);
      }
    }
    return halves;
  }
}
