package dev.elbo.job.retrain;

import dev.elbo.ElboException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The part of the data that a run is told to train on, in the words of the watermark; both ends are
 * in it.
 *
 * @param since the first
 * @param until the last
 */
public record Range(Optional<String> since, Optional<String> until) {
  /** Everything. */
  public static final Range ALL = new Range(Optional.empty(), Optional.empty());

  /** Whether somebody chose a part. */
  boolean isChosen() {
    return since.isPresent() || until.isPresent();
  }

  /** Whether a partition is in it. */
  boolean has(String partition) {
    return since.filter(s -> PartitionOrder.compare(partition, s) < 0).isEmpty()
        && until.filter(u -> PartitionOrder.compare(partition, u) > 0).isEmpty();
  }

  /** Whether a time is in it. */
  boolean has(Instant time) {
    return since.map(text -> time("--since", text)).filter(time::isBefore).isEmpty()
        && until.map(text -> time("--until", text)).filter(time::isAfter).isEmpty();
  }

  private static Instant time(String option, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw ElboException.settings(
          "Cannot use %s [%s]: with elbo.retrain.watermark.by = modified it is a time. Give one in UTC such as 2026-03-01T00:00:00Z."
              .formatted(option, text),
          e);
    }
  }
}
