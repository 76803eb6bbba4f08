package dev.elbo.submit;

import dev.elbo.job.EstimatorsOptions;
import dev.elbo.job.estimators.EstimatorsRequest.Existing;
import dev.elbo.job.estimators.EstimatorsRequest.Format;
import dev.elbo.job.estimators.EstimatorsRun;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
  @Mixin private EstimatorsOptions asked = new EstimatorsOptions();

  Estimators(Surroundings around) {
    super(around);
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
