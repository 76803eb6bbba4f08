package dev.elbo.job.retrain;

import dev.elbo.feature.TableProfile;
import dev.elbo.registry.Change;
import dev.elbo.registry.ModelRegistry;
import dev.elbo.store.Model;
import dev.elbo.store.ModelDirectory;
import java.util.Optional;

/**
 * The model in use.
 *
 * @param change that made it champion
 * @param runId that it comes from
 * @param model of it
 * @param profile of the rows that it was trained on, if it is known
 */
record Champion(Change change, String runId, Model model, Optional<TableProfile> profile) {

  /** It may change while it is read; then the change that counts is the one before. */
  static Optional<Champion> of(ModelRegistry registry, Decisions decisions) {
    return registry
        .champion()
        .map(
            change -> {
              String runId = registry.version(change.version()).origin().runId();
              Model model =
                  ModelDirectory.read(decisions.hadoop(), registry.model(change.version()));
              return new Champion(change, runId, model, decisions.profile(runId));
            });
  }
}
