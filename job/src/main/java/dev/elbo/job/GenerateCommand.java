package dev.elbo.job;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code generate}. */
@Command(
    name = "generate",
    description = "Makes new rows with a model, or a sheet of images.",
    mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
  @Mixin private GenerateOptions options = new GenerateOptions();
  @Mixin private JobOptions job = new JobOptions();

  @Override
  public Integer call() {
    Path here = Path.of("");
    var request = options.request(here, job.existing());
    return Sessions.with(
        "generate",
        spark -> {
          request.run(spark, job.progress(spark));
          return 0;
        });
  }
}
