package dev.elbo.submit;

import dev.elbo.job.EstimatorsOptions;
import dev.elbo.job.estimators.EstimatorsRequest.Existing;
import dev.elbo.job.estimators.EstimatorsRequest.Format;
import dev.elbo.job.estimators.EstimatorsRun;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code elbo estimators [NAME]}; runs in this JVM, without Spark. */
@Command(
    name = "estimators",
    description = {
      "Reproduces the textbook experiments on gradient estimators: pathwise, score function, relaxations.",
      "Every measured number stands beside the exact one, and the command fails if one is not where it should be. No Spark is started.",
    },
    footer = {
      "",
      "Examples:",
      "  elbo estimators                                    # what there is",
      "  elbo estimators toy-normal",
      "  elbo estimators variance-table --html variance.html",
      "  elbo estimators graph --network 6-4-2 --html graph.html",
      "  elbo estimators toy-bernoulli --samples 1000000 --json",
    })
final class Estimators extends Verb {
  /** About Spark, runs and settings: accepted, since scripts may give them to every verb. */
  private static final List<String> UNUSED =
      List.of("--master", "--set", "--run-id", "--conf", "--driver-memory", "--executor-memory");

  @Mixin private EstimatorsOptions asked = new EstimatorsOptions();

  Estimators(Surroundings around) {
    super(around);
  }

  /** Out of the help with what every verb takes and this one has no use for. */
  static void hideUnused(CommandSpec spec) {
    for (String name : UNUSED) {
      OptionSpec option = spec.findOption(name);
      spec.remove(option);
      spec.addOption(OptionSpec.builder(option).hidden(true).build());
    }
  }

  @Override
  public Integer call() {
    boolean drawn = around.interactive() && !options.json() && !options.quiet();
    Consumer<String> progress = drawn ? this::show : what -> {};
    EstimatorsRun.run(
        asked.request(
            around.workingDirectory(),
            options.json() ? Format.JSON : Format.TEXT,
            options.overwrite() ? Existing.REPLACE : Existing.KEEP),
        around.out(),
        progress);
    return ExitCodes.DONE;
  }

  /** One line that is drawn over; what follows starts at its beginning. */
  private void show(String what) {
    around.err().printf("\r%-60s\r", what.isEmpty() ? what : "measuring " + what);
    around.err().flush();
  }
}
