package dev.elbo.job;

import dev.elbo.job.train.JsonProgress;
import dev.elbo.job.train.PlainProgress;
import dev.elbo.job.train.Progress;
import dev.elbo.job.train.TrainingRun;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.store.RunDirectory.Existing;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}: from settings to model and report. */
@Command(
    name = "train",
    description = "Trains a model: writes metrics, checkpoints, the model and a report.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Option(names = "--overwrite", description = "Trains a finished run of the same id anew.")
  private boolean overwrite;

  @Option(names = "--json", description = "Prints an event a line as JSON.")
  private boolean json;

  @Option(names = "--quiet", description = "Prints nothing but errors.")
  private boolean quiet;

  @Override
  public Integer call() {
    return Sessions.with(
        "train",
        spark -> {
          tell(spark);
          ResolvedSettings resolved = options.resolve(spark);
          Existing existing =
              overwrite || resolved.settings().output().overwrite()
                  ? Existing.OVERWRITE
                  : Existing.RESUME;
          TrainingRun.run(spark, resolved, options.runId(), existing, progress());
          return 0;
        });
  }

  private void tell(SparkSession spark) {
    if (!quiet) {
      Application.of(spark.sparkContext())
          .ifPresent(of -> System.out.println(json ? of.event() : of.text()));
    }
  }

  private Progress progress() {
    if (quiet) {
      return new Progress.Silent();
    }
    return json ? new JsonProgress(System.out) : new PlainProgress(System.out);
  }
}
