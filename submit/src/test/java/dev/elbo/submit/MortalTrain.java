package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;

/** The train command of this clone on the digits, whose driver somebody kills. */
final class MortalTrain {
  private static final long MOST_SECONDS = 600;
  private static final String DIGITS = "conf/digits.conf";

  /** Looks at a run from outside. */
  @FunctionalInterface
  interface Sight {
    boolean isSeen() throws Exception;
  }

  /** How a command ended: its exit code, what it printed, how long the driver lived. */
  record Ended(int code, String printed, Duration life) {}

  private final Clone clone;
  private final String out;
  private final String[] arguments;
  private final RunFiles files;

  /** A run that leaves its files in a folder of the clone's. */
  static MortalTrain onDisk(Clone clone, String out, String... arguments) {
    RunFiles files = new RunFiles(new Configuration(), clone.folder().resolve(out).toString());
    return new MortalTrain(clone, out, files, arguments);
  }

  /**
   * A run that leaves its files anywhere.
   *
   * @param out the name of its log
   * @param files where {@code arguments} put them
   */
  MortalTrain(Clone clone, String out, RunFiles files, String... arguments) {
    this.clone = clone;
    this.out = out;
    this.files = files;
    this.arguments = arguments;
  }

  RunFiles files() {
    return files;
  }

  /** Trains to the end; whether that is a good one is for the caller to say. */
  Ended run() throws Exception {
    return whileItRuns(() -> true);
  }

  /** Trains to the end and does something as soon as it is seen to be time. */
  Ended whileItRuns(Sight act) throws Exception {
    Process command = clone.start(out, DIGITS, Map.of(), arguments);
    try {
      driver(command);
      long born = System.nanoTime();
      while (command.isAlive() && !act.isSeen()) {
        Thread.sleep(20);
      }
      assertThat(command.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
      Duration life = Duration.ofNanos(System.nanoTime() - born);
      return new Ended(command.exitValue(), Files.readString(clone.log(out)), life);
    } finally {
      kill(command);
    }
  }

  /** Kills the driver so long after its birth; false if it had ended by then. */
  boolean killAfter(Duration age) throws Exception {
    long[] born = {0};
    return killWhen(
        () -> {
          born[0] = born[0] == 0 ? System.nanoTime() : born[0];
          TimeUnit.NANOSECONDS.sleep(1_000_000);
          return System.nanoTime() - born[0] >= age.toNanos();
        });
  }

  /** Kills the driver when something is seen, looked for without a pause; false if it never was. */
  boolean killWhen(Sight sight) throws Exception {
    Process command = clone.start(out, DIGITS, Map.of(), arguments);
    try {
      ProcessHandle driver = driver(command);
      boolean killed = false;
      while (!killed && driver.isAlive()) {
        killed = sight.isSeen() && driver.destroyForcibly();
      }
      assertThat(command.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
      if (killed && command.exitValue() != 0) {
        // 137 is no exit code of ours: the command says so and ends with that of a lost cluster.
        assertThat(command.exitValue()).isEqualTo(5);
        assertThat(Files.readString(clone.log(out)))
            .contains("Cannot finish: spark-submit ended with the exit code [137]");
        return true;
      }
      return false;
    } finally {
      kill(command);
    }
  }

  private static ProcessHandle driver(Process command) throws InterruptedException {
    while (command.isAlive()) {
      List<ProcessHandle> children = command.children().toList();
      if (!children.isEmpty()) {
        return children.get(0);
      }
      Thread.sleep(1);
    }
    throw new AssertionError("The command ended before it had a driver.");
  }

  private static void kill(Process command) {
    command.descendants().forEach(ProcessHandle::destroyForcibly);
    command.destroyForcibly();
  }
}
