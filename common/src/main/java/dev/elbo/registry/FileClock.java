package dev.elbo.registry;

import dev.elbo.store.Storage;
import java.io.IOException;
import java.time.Instant;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The clock of a file system, which is the one that its files' times are of: what machines take for
 * the time does not matter then.
 */
final class FileClock {
  private FileClock() {}

  /** The time now, by a file that is made for it. */
  static Instant now(FileSystem fs, Path directory) throws IOException {
    Path probe = Storage.temporary(new Path(directory, "now"));
    try {
      Storage.write(fs, probe, out -> out.write(1));
      return time(fs, probe);
    } finally {
      fs.delete(probe, false);
    }
  }

  /** When a file was last written. */
  static Instant time(FileSystem fs, Path file) throws IOException {
    return Instant.ofEpochMilli(fs.getFileStatus(file).getModificationTime());
  }
}
