package dev.elbo.store;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file on any Hadoop file system that is written whole or not at all: into a hidden temporary
 * sibling, flushed, then renamed over the target. A reader sees the old bytes or the new ones. On
 * {@code file:} no checksum file is left beside it.
 */
public final class WholeFile {

  /** Writes the content of a file; need not close the stream. */
  @FunctionalInterface
  public interface Content {
    /** Writes all bytes. */
    void writeTo(OutputStream out) throws IOException;
  }

  private final Configuration conf;
  private final Path path;

  /** A file that may or may not exist; touches nothing. */
  public WholeFile(Configuration conf, Path path) {
    this.conf = conf;
    this.path = path;
  }

  /** Where it lies. */
  public Path path() {
    return path;
  }

  /** Replaces the file by these bytes. */
  public void write(byte[] bytes) {
    write(out -> out.write(bytes));
  }

  /**
   * Replaces the file by what {@code content} writes. If that throws, the old file stays and the
   * temporary one is removed.
   *
   * @throws dev.elbo.ElboException (settings) if the place cannot be written
   */
  public void write(Content content) {
    try {
      writeAndRename(Storage.of(conf, path), content);
    } catch (IOException | FSError e) {
      throw Failures.cannotWrite(path, e);
    }
  }

  private void writeAndRename(FileSystem fs, Content content) throws IOException {
    Path temporary = Storage.temporary(path);
    Storage.makeFoldersOf(fs, path);
    try {
      Storage.write(fs, temporary, content);
      Storage.replace(fs, temporary, path);
    } catch (IOException | RuntimeException | Error e) {
      Storage.remove(fs, temporary, e);
      throw e;
    }
  }

  /**
   * All bytes.
   *
   * @throws dev.elbo.ElboException (data) if the file does not exist, (environment) if the file
   *     system fails
   */
  public byte[] read() {
    try (FSDataInputStream in = open()) {
      return in.readAllBytes();
    } catch (IOException | FSError e) {
      throw Failures.cannotRead(path, e);
    }
  }

  /** True if there is such a file. */
  public boolean exists() {
    try {
      return Storage.of(conf, path).exists(path);
    } catch (IOException e) {
      throw Failures.cannotRead(path, e);
    }
  }

  /** Deletes the file if it exists. */
  public void delete() {
    try {
      Storage.of(conf, path).delete(path, false);
    } catch (IOException e) {
      throw Failures.cannotWrite(path, e);
    }
  }

  FSDataInputStream open() throws IOException {
    return Storage.of(conf, path).open(path);
  }

  long length() throws IOException {
    return Storage.of(conf, path).getFileStatus(path).getLen();
  }
}
