package dev.elbo.submit;

import dev.elbo.ElboException;
import dev.elbo.Versions;
import dev.elbo.job.RegistryActions;
import dev.elbo.job.RegistryOptions;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code elbo} command; {@code submit/bin/elbo} starts it. */
@Command(
    name = "elbo",
    description = "Trains variational autoencoders on Apache Spark, and puts them to work.",
    synopsisSubcommandLabel = "VERB",
    footer = {
      "",
      "Examples:",
      "  elbo train conf/digits.conf                train on this machine",
      "  elbo train conf/digits.conf --master yarn  train on a cluster",
      "  elbo retrain readings.conf                 train on what is new, publish what is better",
      "  elbo score RUN rows.csv --out scored       latents, ELBO and anomaly scores of rows",
      "  elbo generate RUN --out sheet.png          new rows, or images",
      "  elbo evaluate RUN rows.csv                 how well the model explains rows",
      "  elbo plan conf/digits.conf                 see what that would do",
      "  elbo doctor                                see what this machine offers",
      "  elbo models list OUTPUT_DIR/models/NAME    what was published, and which is the champion",
      "  elbo models export RUN --format dl4j --out DIR",
      "  elbo estimators toy-normal                 see what the reparameterization trick does",
      "",
      "conf/README.md explains every setting, submit/README.md this command.",
      "`elbo VERB --help` names the options of a verb.",
    })
public final class Elbo implements Runnable {
  @Spec private CommandSpec spec;

  private Elbo() {}

  /** Runs one verb and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    try {
      return of(Surroundings.here(System.out, System.err)).execute(arguments);
    } catch (ElboException e) {
      System.err.println("elbo: " + e.getMessage());
      return e.kind().exitCode();
    }
  }

  /** The command in the given surroundings. */
  static CommandLine of(Surroundings around) {
    CommandLine elbo = new CommandLine(new Elbo());
    for (Verb verb :
        List.of(
            new Train(around),
            new Retrain(around),
            new Score(around),
            new Generate(around),
            new Evaluate(around),
            new Plan(around),
            new Doctor(around),
            new Estimators(around))) {
      elbo.addSubcommand(verb);
    }
    Verb.hideUnused(elbo.getSubcommands().get("estimators").getCommandSpec());
    elbo.addSubcommand(models(around));
    dress(elbo, around);
    elbo.getSubcommands().values().forEach(verb -> dress(verb, around));
    Failures failures = new Failures(around.err());
    return elbo.setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures)
        .setExpandAtFiles(false)
        .setOut(new PrintWriter(around.out(), true, Charset.defaultCharset()))
        .setErr(new PrintWriter(around.err(), true, Charset.defaultCharset()));
  }

  private static CommandLine models(Surroundings around) {
    CommandLine models = new CommandLine(new Models());
    for (RegistryOptions action : RegistryActions.all()) {
      models.addSubcommand(RegistryVerb.of(around, action));
    }
    models.addSubcommand(new Export(around));
    models
        .getSubcommands()
        .values()
        .forEach(
            action -> {
              dress(action, around);
              Verb.hideUnused(action.getCommandSpec());
            });
    return models;
  }

  /** Without a verb there is nothing to do. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "a verb is missing: train, retrain, score, generate, evaluate, plan, doctor, estimators or models");
  }

  private static void dress(CommandLine command, Surroundings around) {
    IVersionProvider version =
        () ->
            new String[] {
              "elbo " + Versions.elbo(),
              "java " + Runtime.version(),
              "spark " + around.spark().version() + " (" + around.spark().folder() + ")",
            };
    command
        .getCommandSpec()
        .mixinStandardHelpOptions(true)
        .versionProvider(version)
        .usageMessage()
        .width(100)
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCodes.TABLE);
  }
}
