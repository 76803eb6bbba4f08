package dev.elbo.job.train;

import dev.elbo.vae.BlasKernels;
import dev.elbo.vae.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a run says before its first epoch: what it trains on, and what it chose. */
final class Announcement {
  private Announcement() {}

  /**
   * Sentences.
   *
   * @param completed epochs, of a run that is resumed
   * @param gpus who computes on them; empty where the processor trains
   */
  static List<String> of(TrainingPlan plan, int completed, Optional<String> gpus) {
    List<String> notes = new ArrayList<>();
    if (plan.settings().data().columns().isEmpty() && plan.data().schema().image().isEmpty()) {
      notes.add(
          "Training on all numeric columns %s, not on %s. Set elbo.data.columns to choose."
              .formatted(plan.data().chosen(), plan.data().leftOut()));
    }
    if (plan.data().profile().dropped() > 0) {
      notes.add("Dropped for a missing cell: %,d rows.".formatted(plan.data().profile().dropped()));
    }
    notes.add(
        "Run %s: %,d rows (%,d held out), %d features, %,d parameters, shards: %d%s"
            .formatted(
                plan.runId(),
                plan.data().profile().rows(),
                plan.data().validationProfile().map(p -> p.rows()).orElse(0L),
                plan.architecture().features(),
                new ParameterLayout(plan.architecture()).length(),
                plan.shards(),
                completed > 0 ? "; resumed after epoch " + completed : ""));
    plan.averaging().explanation().ifPresent(notes::add);
    notes.add(
        "Engine "
            + gpus.orElseGet(
                () ->
                    "%s, products by oneDNN, OpenBLAS with %s kernels"
                        .formatted(
                            plan.settings().training().engine().name().toLowerCase(Locale.ROOT),
                            BlasKernels.loaded().core())));
    return notes;
  }
}
