package dev.elbo.job.data;

import dev.elbo.ElboException;
import java.util.Optional;

/** Whether there are as many rows as there have to be. */
final class RowCounts {
  /** One row has no spread. */
  private static final long LEAST_ROWS = 2;

  private RowCounts() {}

  static void requireTraining(
      String path, Profile profile, Optional<CachedSource> otherData, Optional<Profile> held) {
    if (profile.rows() >= LEAST_ROWS) {
      return;
    }
    long heldOut = otherData.isPresent() ? 0 : held.map(Profile::rows).orElse(0L);
    throw ElboException.data(
        "Cannot train on [%s]: [%d] rows are left to train on, after [%d] held out and [%d] dropped for a missing cell. Give at least [%d]."
            .formatted(path, profile.rows(), heldOut, profile.dropped(), LEAST_ROWS));
  }

  static void requireHeld(
      Optional<CachedSource> otherData, Source source, Profile held, double fraction) {
    if (held.rows() > 0) {
      return;
    }
    throw otherData.isPresent()
        ? ElboException.data(
            "Cannot validate on [%s]: it has no rows, after [%d] dropped for a missing cell. Point %s at data with rows."
                .formatted(otherData.get().path(), held.dropped(), TrainingData.VALIDATION_PATH))
        : ElboException.data(
            "Cannot hold out rows of [%s]: it has so few that none falls into elbo.data.validation.fraction [%s]. Raise that, set it to [0], or give more rows."
                .formatted(source.path(), fraction));
  }

  /** The shards, freed if they do not hold the rows that were counted. */
  static Shards complete(Shards packed, Profile profile) {
    try {
      requirePacked(packed.rows(), profile.rows());
      return packed;
    } catch (ElboException e) {
      packed.close();
      throw e;
    }
  }

  static void requirePacked(long packed, long profiled) {
    if (packed != profiled) {
      throw ElboException.data(
          "Cannot pack the data: [%d] rows were packed, but [%d] were counted. Do not change the data while it is read."
              .formatted(packed, profiled));
    }
  }
}
