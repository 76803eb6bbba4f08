package dev.elbo.job.retrain;

import dev.elbo.registry.Lease;
import dev.elbo.registry.ModelRegistry;
import dev.elbo.store.Failures;
import dev.elbo.store.Storage;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** What killed runs left half-written, under hidden names. */
final class Leftovers {
  /** Where nobody writes without the lease. */
  private static final List<String> FOLDERS =
      List.of("holdout", "decisions", "profiles", "checks", "listings");

  private Leftovers() {}

  /** Removes it. A run that lost the lease and writes there finds its file gone, and fails. */
  static void remove(Configuration hadoop, ModelRegistry registry, Lease lease) {
    registry.sweep(lease);
    for (String name : FOLDERS) {
      Path folder = new Path(registry.path(), name);
      try {
        Storage.sweep(Storage.of(hadoop, folder), folder, "");
      } catch (IOException e) {
        throw Failures.cannotWrite(folder, e);
      }
    }
  }
}
