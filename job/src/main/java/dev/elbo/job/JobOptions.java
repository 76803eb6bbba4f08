package dev.elbo.job;

import dev.elbo.job.score.Existing;
import dev.elbo.job.score.JobProgress;
import dev.elbo.job.score.JsonJobProgress;
import dev.elbo.job.score.PlainJobProgress;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** What every verb takes that puts a model to work: the driver's side of the command. */
final class JobOptions {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of elbo.data; may be repeated.")
  private List<String> sets = new ArrayList<>();

  @Option(names = "--overwrite", description = "Replaces an output that is there.")
  private boolean overwrite;

  @Option(names = "--json", description = "Prints an event a line as JSON.")
  private boolean json;

  @Option(names = "--quiet", description = "Prints no progress.")
  private boolean quiet;

  List<String> sets() {
    return sets;
  }

  Existing existing() {
    return overwrite ? Existing.REPLACE : Existing.KEEP;
  }

  /** What is told while a job goes, after the application that it is. */
  JobProgress progress(SparkSession spark) {
    if (!quiet) {
      Application.of(spark.sparkContext())
          .ifPresent(of -> System.out.println(json ? of.event() : of.text()));
    }
    if (json) {
      return new JsonJobProgress(System.out);
    }
    return new PlainJobProgress(
        System.out, quiet ? PlainJobProgress.Told.RESULT : PlainJobProgress.Told.ALL);
  }
}
