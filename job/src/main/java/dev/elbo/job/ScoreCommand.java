package dev.elbo.job;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code score}. */
@Command(
    name = "score",
    description =
        "Scores data with a model: latents, ELBO, anomaly scores, as columns beside those of the data.",
    mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer> {
  @Mixin private ScoreOptions options = new ScoreOptions();
  @Mixin private JobOptions job = new JobOptions();

  @Override
  public Integer call() {
    Path here = Path.of("");
    var request = options.request(here, job.sets(), job.existing());
    return Sessions.with(
        "score",
        spark -> {
          request.run(spark, job.progress(spark));
          return 0;
        });
  }
}
