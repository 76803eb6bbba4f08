package dev.elbo.submit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What Spark's processes below a command take of physical memory, as the kernel counts it. */
final class PeakMemory {
  private static final Map<String, String> CLASSES =
      Map.of(
          "deploy.SparkSubmit", "driver",
          "executor.CoarseGrainedExecutorBackend", "executor");

  private PeakMemory() {}

  /** Waits for the end; returns the most that one driver, and one executor, had, in MiB. */
  static Map<String, Long> watch(Process process) throws InterruptedException {
    Map<String, Long> most = new TreeMap<>();
    while (process.isAlive()) {
      process
          .descendants()
          .forEach(
              one -> {
                long peak = mebibytes(one.pid());
                kind(one.pid()).forEach(kind -> most.merge(kind, peak, Math::max));
              });
      Thread.sleep(100);
    }
    return most;
  }

  private static List<String> kind(long pid) {
    String command = read(pid, "cmdline");
    return CLASSES.entrySet().stream()
        .filter(kind -> command.contains(kind.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static long mebibytes(long pid) {
    try (Stream<String> lines = read(pid, "status").lines()) {
      return lines
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          >> 10;
    }
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/" + file));
    } catch (IOException | UncheckedIOException e) { // It has just ended.
      return "";
    }
  }
}
