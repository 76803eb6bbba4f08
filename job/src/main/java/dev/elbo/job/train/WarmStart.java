package dev.elbo.job.train;

import dev.elbo.ElboException;
import dev.elbo.feature.Schema;
import dev.elbo.store.Model;
import dev.elbo.store.SavedNetwork;
import dev.elbo.vae.Architecture;

/**
 * A model that training goes on from.
 *
 * @param runId of the run that trained it; a part of the identity of what goes on from it
 */
public record WarmStart(Model model, String runId) {
  private static final String SCRATCH = "Set elbo.retrain.from to scratch";

  /** Its parameters mean something only on the columns that it was trained on. */
  void requireColumns(Schema rows) {
    Schema own = model.metadata().schema();
    if (!own.columns().equals(rows.columns())) {
      throw ElboException.settings(
          "Cannot go on from run [%s]: its columns are %s, and those of the rows %s. %s, or choose the same columns with elbo.data.columns."
              .formatted(runId, own.columns(), rows.columns(), SCRATCH));
    }
    for (int i = 0; i < own.features(); i++) {
      if (own.type(i).kind() != rows.type(i).kind()) {
        throw ElboException.settings(
            "Cannot go on from run [%s]: its column [%s] is [%s], and that of the rows [%s]. %s, or cast the column."
                .formatted(
                    runId, own.columns().get(i), own.type(i).text(), rows.type(i).text(), SCRATCH));
      }
    }
  }

  /** The network with its parameters, if it is the one that the settings make of the rows. */
  SavedNetwork network(Architecture wanted) {
    SavedNetwork network = SavedNetwork.of(model);
    if (!network.architecture().equals(wanted)) {
      throw ElboException.settings(
          "Cannot go on from run [%s]: its network is [%s], and settings and rows make [%s]. %s, or take back the change."
              .formatted(runId, network.architecture(), wanted, SCRATCH));
    }
    return network;
  }
}
