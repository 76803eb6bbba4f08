package dev.elbo.job.train;

import dev.elbo.settings.TrainingSettings;
import java.util.Map;

/** What a run would make of {@code auto}, for experiments that ask before they train. */
public final class AutomaticChoice {
  private AutomaticChoice() {}

  /** By setting, as run.json has it. */
  public static Map<String, String> of(TrainingSettings training, int shards, long rows) {
    return AveragingPlan.of(training, shards, rows).auto();
  }
}
