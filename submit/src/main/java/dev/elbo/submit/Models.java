package dev.elbo.submit;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code elbo models ACTION}. */
@Command(
    name = "models",
    description =
        "Lists, compares, publishes, rolls back and exports trained models. No Spark is started.",
    synopsisSubcommandLabel = "ACTION",
    footer = {
      "",
      "Examples:",
      "  elbo models list output/models/digits",
      "  elbo models rollback output/models/digits --why \"scores jumped\"",
      "  elbo models export runs/digits-5f2c9a --format dl4j --out digits-dl4j",
    })
final class Models implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "an action is missing: list, show, diff, promote, rollback, prune or export");
  }
}
