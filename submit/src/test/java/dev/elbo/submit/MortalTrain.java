package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;

/** The train command of this clone on the digits, whose driver somebody kills. */
final class MortalTrain {
  private static final long MOST_SECONDS = 600;

  /** What a shell says of a process that ended by signal 9; the command hands it on. */
  private static final int KILLED = 128 + 9;

  private static final String DIGITS = "conf/digits.conf";

  /** Looks whether it is time. */
  @FunctionalInterface
  interface Sight {
    boolean isSeen() throws Exception;
  }

  /** How a command ended: its exit code, what it printed, and how much the driver worked. */
  record Ended(int code, String printed, Duration work) {}

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

  /** Trains to the end, and looks until it has seen something. */
  Ended whileItRuns(Sight sight) throws Exception {
    Process command = clone.start(out, DIGITS, Map.of(), arguments);
    try {
      CpuTime work = new CpuTime(driver(command));
      boolean seen = false;
      while (command.isAlive()) {
        seen = seen || sight.isSeen();
        work.look();
        Thread.sleep(20);
      }
      return new Ended(command.exitValue(), Files.readString(clone.log(out)), work.look());
    } finally {
      end(command);
    }
  }

  /** Kills the driver when it has worked so much; false if it ended before. */
  boolean killAfter(Duration work) throws Exception {
    return kill(
        driver -> {
          CpuTime done = new CpuTime(driver);
          return () -> done.look().compareTo(work) >= 0;
        });
  }

  /** Kills the driver when something is seen, looked for without a pause; false if it never was. */
  boolean killWhen(Sight sight) throws Exception {
    return kill(driver -> sight);
  }

  private boolean kill(Function<ProcessHandle, Sight> time) throws Exception {
    Process command = clone.start(out, DIGITS, Map.of(), arguments);
    try {
      ProcessHandle driver = driver(command);
      Sight sight = time.apply(driver);
      boolean killed = false;
      while (!killed && driver.isAlive()) {
        killed = sight.isSeen() && driver.destroyForcibly();
      }
      assertThat(command.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
      if (!killed || command.exitValue() == 0) {
        return false;
      }
      assertThat(command.exitValue()).as(Files.readString(clone.log(out))).isEqualTo(KILLED);
      return true;
    } finally {
      end(command);
    }
  }

  /** The child that is spark-submit; the command has others before. */
  private static ProcessHandle driver(Process command) throws InterruptedException {
    while (command.isAlive()) {
      Optional<ProcessHandle> driver = command.children().filter(MortalTrain::isSpark).findFirst();
      if (driver.isPresent()) {
        return driver.get();
      }
      Thread.sleep(1);
    }
    throw new AssertionError("The command ended before it had a driver.");
  }

  /** Java tells no command line of more than a page. */
  private static boolean isSpark(ProcessHandle process) {
    try {
      String line = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
      return line.matches("(?s).*([/]spark-(submit|class)|SparkSubmit)\0.*");
    } catch (IOException e) { // It has just ended.
      return false;
    }
  }

  /** Where an assertion failed, something may still run. */
  private static void end(Process command) {
    command.descendants().forEach(ProcessHandle::destroyForcibly);
    command.destroyForcibly();
  }
}
