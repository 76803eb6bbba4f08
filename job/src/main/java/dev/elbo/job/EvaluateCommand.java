package dev.elbo.job;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code evaluate}. */
@Command(
    name = "evaluate",
    description = "Measures how well a model explains data, and how well it finds known anomalies.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private EvaluateOptions options = new EvaluateOptions();
  @Mixin private JobOptions job = new JobOptions();

  @Override
  public Integer call() {
    Path here = Path.of("");
    var request = options.request(here, job.sets());
    return Sessions.with(
        "evaluate",
        spark -> {
          request.run(spark, job.progress(spark));
          return 0;
        });
  }
}
