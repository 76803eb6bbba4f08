package dev.elbo.registry;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a version comes from.
 *
 * @param runId of the run that trained it
 * @param snapshot which data it is trained on, as the run says it: a watermark, the id of a table's
 *     snapshot
 * @param rows that it is trained on
 * @param elbo means per example in nats, by what they are of: {@code train}, {@code validation},
 *     {@code holdout}
 */
public record Origin(String runId, Optional<String> snapshot, long rows, Map<String, Double> elbo) {
  /** Sorted, so that equal origins give equal bytes. */
  public Origin {
    elbo = Collections.unmodifiableMap(new TreeMap<>(elbo));
  }
}
