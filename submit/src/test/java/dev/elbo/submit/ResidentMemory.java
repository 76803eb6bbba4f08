package dev.elbo.submit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a process and all that it started take of physical memory, looked at again and again. */
final class ResidentMemory {
  private static final long MOST_SECONDS = 60 * 60;

  /**
   * Looks five times a second until the process ends, which is ended after an hour; returns the
   * greatest sum in MiB.
   */
  long watch(Process process) throws InterruptedException {
    long started = System.nanoTime();
    long most = 0;
    while (process.isAlive()) {
      if (System.nanoTime() - started > TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      long now =
          Stream.concat(Stream.of(process.toHandle()), process.descendants())
              .mapToLong(one -> kibibytes(one.pid()))
              .sum();
      most = Math.max(most, now);
      Thread.sleep(200);
    }
    return most >> 10;
  }

  private static long kibibytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (NoSuchFileException e) { // It has just ended.
      return 0;
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }
}
