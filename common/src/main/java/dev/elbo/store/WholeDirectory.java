package dev.elbo.store;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A directory that is published whole: filled under a hidden temporary name, then renamed. No file
 * system renames over a directory that is not empty, so an old one is first moved aside, to a name
 * from which {@link #recover} brings it back if the process dies between the two renames.
 */
public final class WholeDirectory {

  /** Writes the files of a directory. */
  @FunctionalInterface
  public interface Filler {
    /** Writes all files into {@code directory}, which exists and is empty. */
    void fill(Path directory);
  }

  private final Configuration conf;
  private final Path path;
  private final Path previous;

  /** A directory that may or may not exist; touches nothing. */
  public WholeDirectory(Configuration conf, Path path) {
    this.conf = conf;
    this.path = path;
    this.previous = new Path(path.getParent(), "." + path.getName() + ".previous");
  }

  /**
   * Replaces the directory by what {@code filler} writes. If that throws, the old one stays.
   *
   * @throws dev.elbo.ElboException (settings) if the place cannot be written
   */
  public void publish(Filler filler) {
    recover();
    try {
      fillAndRename(Storage.of(conf, path), filler);
    } catch (IOException e) {
      throw Failures.cannotWrite(path, e);
    }
  }

  private void fillAndRename(FileSystem fs, Filler filler) throws IOException {
    Path temporary = Storage.temporary(path);
    try {
      Storage.makeFolder(fs, temporary);
      filler.fill(temporary);
      if (fs.exists(path)) {
        Storage.move(fs, path, previous);
      }
      Storage.move(fs, temporary, path);
      fs.delete(previous, true);
    } catch (Throwable e) { // Whoever fills it with Scala throws checked exceptions undeclared.
      Storage.remove(fs, temporary, e);
      throw e;
    }
  }

  /** Finishes what a process that died in {@link #publish} began; nothing to do otherwise. */
  public void recover() {
    try {
      FileSystem fs = Storage.of(conf, path);
      if (!fs.exists(previous)) {
        return;
      }
      if (fs.exists(path)) {
        fs.delete(previous, true);
      } else {
        Storage.move(fs, previous, path);
      }
    } catch (IOException e) {
      throw Failures.cannotWrite(path, e);
    }
  }
}
