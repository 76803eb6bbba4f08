package dev.elbo.job;

import dev.elbo.ElboException;
import dev.elbo.Versions;
import java.io.PrintStream;
import java.io.PrintWriter;
import org.apache.hadoop.util.ShutdownHookManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of the jar: {@code spark-submit --class dev.elbo.job.Main elbo-job.jar VERB}. */
@Command(
    name = "elbo-job.jar",
    description = "Variational autoencoders on Apache Spark; to be started by spark-submit.",
    subcommands = {
      TrainCommand.class,
      PlanCommand.class,
      DoctorCommand.class,
      ScoreCommand.class,
      GenerateCommand.class,
      EvaluateCommand.class,
      EstimatorsCommand.class,
      ModelsCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
public final class Main {

  private Main() {}

  /** Runs one verb and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.err));
  }

  /**
   * Runs one verb.
   *
   * @return its exit code
   */
  static int run(String[] arguments, PrintStream err) {
    CommandLine command = new CommandLine(new Main());
    command.setErr(new PrintWriter(err, true, java.nio.charset.StandardCharsets.UTF_8));
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setParameterExceptionHandler(
        (misuse, line) -> {
          err.println(
              "elbo: Cannot read the command line: [%s]. Use --help to see what there is."
                  .formatted(misuse.getMessage()));
          return ElboException.Kind.SETTINGS.exitCode();
        });
    command.setExecutionExceptionHandler((failure, line, parsed) -> report(failure, err));
    try {
      return command.execute(arguments);
    } catch (Error e) { // picocli hands on exceptions alone
      return report(e, err);
    }
  }

  private static int report(Throwable failure, PrintStream err) {
    if (ShutdownHookManager.get().isShutdownInProgress()) {
      err.println("elbo: Stopped. The same command goes on from the last checkpoint.");
      return ElboException.Kind.ENVIRONMENT.exitCode();
    }
    ElboException known = ElboException.in(failure);
    if (known != null) {
      err.println("elbo: " + known.getMessage());
      return known.kind().exitCode();
    }
    failure.printStackTrace(err);
    err.println(
        "elbo: Cannot finish: [" + failure + "]. The trace above says where; please report it.");
    return ElboException.Kind.ENVIRONMENT.exitCode();
  }

  /** The version for {@code --version}. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"elbo " + Versions.elbo()};
    }
  }
}
