package dev.elbo.job;

import dev.elbo.ElboException;
import dev.elbo.job.retrain.Outcome;
import dev.elbo.job.retrain.Range;
import dev.elbo.job.retrain.RetrainRun;
import dev.elbo.job.train.JsonProgress;
import dev.elbo.job.train.PlainProgress;
import dev.elbo.job.train.Progress;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.store.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code retrain}: the scheduled run. */
@Command(
    name = "retrain",
    description =
        "Trains on what is new, compares with the champion and publishes what is better; does nothing if nothing is new.",
    mixinStandardHelpOptions = true)
final class RetrainCommand implements Callable<Integer> {
  @Mixin private RunOptions options;
  @Mixin private RangeOptions range = new RangeOptions();

  @Option(names = "--json", description = "Prints an event a line as JSON.")
  private boolean json;

  @Option(names = "--quiet", description = "Prints how it ended, and no progress.")
  private boolean quiet;

  @Override
  public Integer call() {
    if (options.runId().isPresent()) {
      throw ElboException.settings(
          "Cannot use --run-id with retrain: a run is named after its settings and rows, so that the same night is known again. Leave it out.");
    }
    Range asked = range.range();
    return Sessions.with(
        "retrain",
        spark -> {
          ResolvedSettings resolved = options.resolve(spark);
          Outcome outcome = RetrainRun.run(spark, resolved, asked, progress());
          print(outcome);
          return outcome.exitCode();
        });
  }

  private void print(Outcome outcome) {
    if (!json) {
      System.out.println(outcome.text());
      return;
    }
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "retrain");
    event.putAll(outcome.facts());
    System.out.println(Json.toLine(event));
  }

  private Progress progress() {
    if (quiet) {
      return new Progress.Silent();
    }
    return json ? new JsonProgress(System.out) : new PlainProgress(System.out);
  }
}
