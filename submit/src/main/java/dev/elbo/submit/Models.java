package dev.elbo.submit;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code elbo models ACTION}. */
@Command(
    name = "models",
    description = "Exports trained models.",
    synopsisSubcommandLabel = "ACTION",
    footer = {
      "",
      "Examples:",
      "  elbo models export runs/digits-5f2c9a --format dl4j --out digits-dl4j",
    })
final class Models implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "an action is missing: export");
  }
}
