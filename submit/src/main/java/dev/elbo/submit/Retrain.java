package dev.elbo.submit;

import dev.elbo.ElboException;
import dev.elbo.job.RangeOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code elbo retrain CONF}. */
@Command(
    name = "retrain",
    description = {
      "Trains on what is new, and publishes what is better: to be started by a scheduler, as often as it likes.",
      "It takes a lock, finds out what is new, checks it against what the champion was trained on, trains, compares both on rows that nothing is ever trained on, and makes a better model the champion. If nothing is new it does nothing. A run that was killed is finished by the next.",
    },
    footer = {
      "",
      "Examples:",
      "  elbo retrain readings.conf",
      "  elbo retrain hdfs:///settings/readings.conf --master yarn --deploy-mode cluster",
      "  elbo retrain readings.conf --until 2026-02-28        # a backfill; the watermark stays",
      "  elbo models list OUTPUT_DIR/models/NAME              # what came of it",
      "",
      "elbo.retrain.* of conf/README.md are its settings, job/OPERATING.md says what happens when something fails, conf/schedules has files for schedulers.",
    })
final class Retrain extends RunVerb {
  @Parameters(paramLabel = "CONF", description = "The settings file, such as readings.conf.")
  private String conf;

  @Mixin private RangeOptions range = new RangeOptions();

  Retrain(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    if (options.runId().isPresent() || options.overwrite()) {
      throw ElboException.settings(
          "Cannot use %s with retrain: a run is named after its settings and rows, so that the same night is known again. Leave it out; `elbo train` takes it."
              .formatted(options.overwrite() ? "--overwrite" : "--run-id"));
    }
    List<String> words = new ArrayList<>(List.of("retrain"));
    words.addAll(range.words());
    return start(conf, words, options.ofRetraining());
  }
}
