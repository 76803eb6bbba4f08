package dev.elbo.submit;

import dev.elbo.ElboException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the command finds around it, asked once so that tests can bring their own.
 *
 * @param home the folder with {@code job/} and {@code conf/} in it
 * @param spark the Spark that runs the job
 * @param workingDirectory what relative paths on the command line start from
 * @param environment the inherited variables
 * @param machine memory and cores
 * @param interactive whether somebody watches: input and output are a terminal
 * @param out for results
 * @param err for errors and advice
 */
record Surroundings(
    Path home,
    SparkHome spark,
    Path workingDirectory,
    Map<String, String> environment,
    Machine machine,
    boolean interactive,
    PrintStream out,
    PrintStream err) {
  private static final int COLUMNS = 80;

  /** Of this process, which {@code submit/bin/elbo} started. */
  @SuppressWarnings("SystemConsoleNull") // From Java 22 on it would say nothing; this is Java 17.
  static Surroundings here(PrintStream out, PrintStream err) {
    Map<String, String> environment = System.getenv();
    return new Surroundings(
        Path.of(variable(environment, "ELBO_HOME")),
        new SparkHome(Path.of(variable(environment, "SPARK_HOME"))),
        Path.of("").toAbsolutePath(),
        environment,
        Machine.here(),
        interactive(System.console() != null, environment),
        out,
        err);
  }

  /** A terminal that cannot move its cursor is a log. */
  static boolean interactive(boolean console, Map<String, String> environment) {
    String terminal = environment.getOrDefault("TERM", "dumb");
    return console && !terminal.equals("dumb") && !terminal.isEmpty();
  }

  /**
   * The columns of the terminal. submit/bin/elbo asks it, for the library that would do it here
   * takes Ctrl-C away from us.
   */
  int width() {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : COLUMNS;
  }

  /** The jar that the driver and the executors run. */
  Path jobJar() {
    return home.resolve("job/target/elbo-job.jar");
  }

  /** The classes of a local driver, as submit/bin/elbo archives them. */
  Path archive() {
    return home.resolve("submit/target/elbo.jsa");
  }

  /** What the driver logs. */
  Path logging() {
    return home.resolve("conf/log4j2.properties");
  }

  /** What spark-submit logs about a driver that it sends away. */
  Path submissionLogging() {
    return home.resolve("conf/spark/submission-log4j2.properties");
  }

  private static String variable(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw ElboException.environment(
          "Cannot start Elbo: the variable [%s] is not set. Start it with submit/bin/elbo, which sets it."
              .formatted(name),
          null);
    }
    return value;
  }
}
