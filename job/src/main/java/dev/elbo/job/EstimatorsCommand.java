package dev.elbo.job;

import dev.elbo.job.estimators.EstimatorsRequest.Existing;
import dev.elbo.job.estimators.EstimatorsRequest.Format;
import dev.elbo.job.estimators.EstimatorsRun;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code estimators}: the textbook experiments on gradient estimators; needs no session. */
@Command(
    name = "estimators",
    description =
        "Reproduces the textbook experiments on gradient estimators, measured beside exact.",
    mixinStandardHelpOptions = true)
final class EstimatorsCommand implements Callable<Integer> {
  @Mixin private EstimatorsOptions options = new EstimatorsOptions();

  @Option(names = "--json", description = "Print one JSON object a line, for programs.")
  private boolean json;

  @Option(names = "--overwrite", description = "Replace whatever --html names.")
  private boolean overwrite;

  @Override
  public Integer call() {
    EstimatorsRun.run(
        options.request(
            Path.of(""),
            json ? Format.JSON : Format.TEXT,
            overwrite ? Existing.REPLACE : Existing.KEEP),
        System.out,
        what -> {});
    return 0;
  }
}
