package dev.elbo.job;

import dev.elbo.ElboException;
import dev.elbo.Secrets;
import dev.elbo.Versions;
import dev.elbo.store.Console;
import dev.elbo.store.WholeFile;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.deploy.SparkHadoopUtil;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of the jar: {@code spark-submit --class dev.elbo.job.Main elbo-job.jar VERB}. */
@Command(
    name = "elbo-job.jar",
    description = "Variational autoencoders on Apache Spark; to be started by spark-submit.",
    subcommands = {
      TrainCommand.class,
      PlanCommand.class,
      RetrainCommand.class,
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

  /** Where the command wants to read what this driver prints: the first argument, and a URI. */
  private static final String CONSOLE = "--console";

  private Main() {}

  /** Runs one verb and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    End end =
        arguments.length > 1 && arguments[0].equals(CONSOLE)
            ? watched(arguments)
            : guarded(arguments);
    if (!isYarns()) {
      System.exit(end.code());
    }
    // YARN's application master takes an exit for a failure, whatever its code.
    if (end.code() != 0) {
      throw new Failed(end.message());
    }
  }

  /** How a verb ended: what it said last, where it failed. */
  private record End(int code, String message) {}

  /** What YARN shows on the page of the application. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failed(String message) {
      super(message, null, false, false);
    }
  }

  private static End guarded(String[] arguments) {
    Thread.setDefaultUncaughtExceptionHandler(
        new OutOfMemoryEnd(System.err, Runtime.getRuntime()::halt));
    return end(arguments, System.err);
  }

  private static End watched(String[] arguments) {
    PrintStream out = System.out;
    WholeFile file = new WholeFile(SparkHadoopUtil.get().conf(), new Path(arguments[1]));
    SharedConsole console = new SharedConsole(file, System.err);
    try {
      System.setOut(console.over(out, Console.Stream.OUT));
      PrintStream err = console.over(System.err, Console.Stream.ERR);
      Thread.setDefaultUncaughtExceptionHandler(
          new OutOfMemoryEnd(
              err,
              code -> {
                console.end(code);
                Runtime.getRuntime().halt(code);
              }));
      End end = end(Arrays.copyOfRange(arguments, 2, arguments.length), err);
      console.end(end.code());
      return end;
    } finally {
      System.setOut(out);
    }
  }

  private static boolean isYarns() {
    return "yarn".equals(System.getProperty("spark.master"))
        && "cluster".equals(System.getProperty("spark.submit.deployMode"));
  }

  /**
   * Runs one verb.
   *
   * @return its exit code
   */
  static int run(String[] arguments, PrintStream err) {
    return end(arguments, err).code();
  }

  private static End end(String[] arguments, PrintStream err) {
    AtomicReference<String> said = new AtomicReference<>("");
    int code =
        execute(
            arguments,
            message -> {
              said.set(message);
              err.println("elbo: " + message);
            },
            err);
    return new End(code, said.get());
  }

  private static int execute(String[] arguments, Consumer<String> say, PrintStream err) {
    CommandLine command = new CommandLine(new Main());
    RegistryCommand.addTo(command.getSubcommands().get("models"));
    command.setErr(new PrintWriter(err, true, java.nio.charset.StandardCharsets.UTF_8));
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setParameterExceptionHandler(
        (misuse, line) -> {
          say.accept(
              "Cannot read the command line: [%s]. Use --help to see what there is."
                  .formatted(misuse.getMessage()));
          return ElboException.Kind.SETTINGS.exitCode();
        });
    command.setExecutionExceptionHandler((failure, line, parsed) -> report(failure, say, err));
    try {
      return command.execute(arguments);
    } catch (Error e) { // picocli hands on exceptions alone
      return report(e, say, err);
    }
  }

  private static int report(Throwable failure, Consumer<String> say, PrintStream err) {
    if (ShutdownHookManager.get().isShutdownInProgress()) {
      say.accept("Stopped. The same command goes on from the last checkpoint.");
      return ElboException.Kind.ENVIRONMENT.exitCode();
    }
    ElboException known = ElboException.in(failure);
    if (known != null) {
      say.accept(known.getMessage());
      return known.kind().exitCode();
    }
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    err.print(Secrets.redact(trace.toString()));
    say.accept(
        Secrets.redact(
            "Cannot finish: [" + failure + "]. The trace above says where; please report it."));
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
