package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.submit.fault.Fault;
import dev.elbo.submit.fault.Sabotage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A training on executors of their own that a test disturbs while it goes. */
final class Disturbed implements AutoCloseable {
  private static final long MOST_SECONDS = 600;

  private final Clone clone;
  private final String out;
  private final Path faults;
  private final Process process;

  private Disturbed(Clone clone, String out, Path faults, Process process) {
    this.clone = clone;
    this.out = out;
    this.faults = faults;
    this.process = process;
  }

  /** Starts one that goes wrong once it is armed. */
  static Disturbed start(Clone clone, String out, Sabotage kind, String conf, List<String> options)
      throws IOException {
    Path faults = Files.createDirectories(clone.folder().resolve(out + "-faults"));
    Path classes =
        Path.of(Fault.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    List<String> words = new ArrayList<>(options);
    words.addAll(
        Clone.words(
            "--conf spark.plugins=" + Fault.class.getName(),
            "--conf " + Fault.KIND + "=" + kind,
            "--conf " + Fault.FOLDER + "=" + faults,
            "--conf spark.driver.extraClassPath=" + classes,
            "--conf spark.executor.extraClassPath=" + classes));
    Process process = clone.start(out, conf, Map.of(), words.toArray(String[]::new));
    return new Disturbed(clone, out, faults, process);
  }

  /** From now on it goes wrong. */
  void arm() throws IOException {
    Files.createFile(faults.resolve("armed"));
  }

  /** Waits until an epoch is over. */
  void awaitEpoch(int epoch) throws Exception {
    await(() -> printed().lines().anyMatch(line -> line.matches("epoch +" + epoch + "/.*")));
  }

  /** Ends the JVM of an executor as the system would: without a word. */
  void kill(String executor) throws Exception {
    List<ProcessHandle> found =
        process.descendants().filter(one -> isExecutor(one.pid(), executor)).toList();
    assertThat(found).as("executor %s in %s", executor, printed()).hasSize(1);
    assertThat(found.get(0).destroyForcibly()).isTrue();
  }

  private static boolean isExecutor(long pid, String id) {
    try {
      List<String> words =
          Arrays.asList(Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0", -1));
      int at = words.indexOf("--executor-id");
      return words.contains("org.apache.spark.executor.CoarseGrainedExecutorBackend")
          && at > 0
          && words.get(at + 1).equals(id);
    } catch (IOException e) { // It has just ended.
      return false;
    }
  }

  /** Waits for the end; returns the exit code. */
  int end() throws Exception {
    await(() -> !process.isAlive());
    return process.exitValue();
  }

  /** Waits for a good end; returns what it left. */
  Clone.Left left() throws Exception {
    assertThat(end()).as(printed()).isZero();
    return clone.left(out);
  }

  /** What it printed so far. */
  String printed() {
    return read(clone.log(out));
  }

  /** What happened to executors and tasks so far. */
  List<String> events() {
    return read(faults.resolve("events")).lines().toList();
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void await(BooleanSupplier condition) throws InterruptedException {
    long started = System.nanoTime();
    while (!condition.getAsBoolean()) {
      boolean isLate = System.nanoTime() - started > TimeUnit.SECONDS.toNanos(MOST_SECONDS);
      if (isLate || !process.isAlive()) {
        assertThat(condition.getAsBoolean()).as(printed()).isTrue();
        return;
      }
      Thread.sleep(50);
    }
  }

  /** Leaves nothing behind, also where the test failed. */
  @Override
  public void close() {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
