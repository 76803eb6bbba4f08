package dev.elbo.job.retrain;

import dev.elbo.registry.ModelRegistry;
import dev.elbo.store.DecisionRecord.Snapshot;
import dev.elbo.store.Failures;
import dev.elbo.store.Json;
import dev.elbo.store.Storage;
import dev.elbo.store.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files up to the watermark, listings/DIGEST.json, by which the next run tells those that no
 * run has seen.
 */
final class Listings {
  private static final String JSON = ".json";

  private final Configuration hadoop;
  private final Path folder;

  Listings(Configuration hadoop, ModelRegistry registry) {
    this.hadoop = hadoop;
    this.folder = new Path(registry.path(), "listings");
  }

  /** What a snapshot stands for, if it stands for files and is the last one. */
  Optional<Listing> of(Snapshot snapshot) {
    WholeFile file = file(snapshot.listing());
    return file.exists()
        ? Optional.of(Json.fromDocument(file.read(), Listing.class, file.path(), Listing.VERSION))
        : Optional.empty();
  }

  void write(Listing listing) {
    file(listing.digest()).write(Json.toDocument(listing));
  }

  /** Removes all but that of the last snapshot. */
  void prune(Optional<Snapshot> last) {
    Optional<String> kept = last.map(snapshot -> file(snapshot.listing()).path().getName());
    try {
      FileSystem files = Storage.of(hadoop, folder);
      for (FileStatus file : files.listStatus(folder)) {
        if (!kept.equals(Optional.of(file.getPath().getName()))) {
          files.delete(file.getPath(), false);
        }
      }
    } catch (FileNotFoundException e) {
      return; // None was written yet.
    } catch (IOException e) {
      throw Failures.cannotWrite(folder, e);
    }
  }

  private WholeFile file(String digest) {
    return new WholeFile(hadoop, new Path(folder, digest + JSON));
  }
}
