package dev.elbo.job.train;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * A fake of a disk that fills up: the local disk under the scheme {@code full}, with room for so
 * many bytes. What is deleted makes no room.
 */
public final class FullDisk extends RawLocalFileSystem {
  private static final List<Written> FILES = new ArrayList<>();
  private static long room;
  private static long used;

  /** A file in the order of creation, and the bytes that were written before it. */
  record Written(String name, long before) {}

  /** A disk with so much room, on which nothing was written yet. */
  static synchronized void of(long bytes) {
    room = bytes;
    used = 0;
    FILES.clear();
  }

  static synchronized List<Written> files() {
    return List.copyOf(FILES);
  }

  static synchronized long used() {
    return used;
  }

  /** How many of so many bytes find room. */
  private static synchronized int take(int bytes) {
    int taken = (int) Math.min(bytes, room - used);
    used += taken;
    return taken;
  }

  private static synchronized void note(String name) {
    FILES.add(new Written(name, used));
  }

  @Override
  public URI getUri() {
    return URI.create("full:///");
  }

  @Override
  protected OutputStream createOutputStreamWithMode(
      Path file, boolean append, FsPermission permission) throws IOException {
    note(file.getName());
    OutputStream out = super.createOutputStreamWithMode(file, append, permission);
    return new FilterOutputStream(out) {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        int fit = take(length);
        out.write(bytes, offset, fit);
        if (fit < length) {
          full().write(bytes, offset + fit, length - fit);
        }
      }
    };
  }

  /** The device that is full by definition: Hadoop's own stream fails on it as on any other. */
  private OutputStream full() throws IOException {
    return super.createOutputStreamWithMode(new Path("/dev/full"), true, null);
  }
}
