package dev.elbo.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** What whole files and whole directories need of a Hadoop file system. */
public final class Storage {
  private static final String TEMPORARY = ".tmp";
  private static final Set<String> RENAMING = Set.of("hdfs", "viewfs");

  private Storage() {}

  /** The file system of a path; the local one without its checksum files. */
  public static FileSystem of(Configuration conf, Path path) throws IOException {
    FileSystem fs = open(conf, path);
    return fs instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : fs;
  }

  private static FileSystem open(Configuration conf, Path path) throws IOException {
    try {
      return path.getFileSystem(conf);
    } catch (IllegalArgumentException e) { // So HDFS tells of an unknown host.
      throw new IOException(e.getMessage(), e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof ClassNotFoundException missing) {
        throw (IOException) new UnsupportedFileSystemException(missing.getMessage()).initCause(e);
      }
      throw e;
    }
  }

  /**
   * Makes a folder and those above it that are not there. Hadoop gives local ones the rights of
   * {@code fs.permissions.umask-mode}; here they have those of the user's own umask.
   *
   * @return false if Hadoop says so
   */
  static boolean makeFolder(FileSystem fs, Path folder) throws IOException {
    if (fs instanceof RawLocalFileSystem local) {
      try {
        Files.createDirectories(local.pathToFile(folder).toPath());
        return true;
      } catch (IOException e) {
        // A link to a folder, for one; and Hadoop words what is wrong as on any other file system.
        return fs.mkdirs(folder);
      }
    }
    return fs.mkdirs(folder);
  }

  /** Makes the folders above a local file; elsewhere they are made with it. */
  static void makeFoldersOf(FileSystem fs, Path file) throws IOException {
    if (fs instanceof RawLocalFileSystem && file.getParent() != null) {
      makeFolder(fs, file.getParent());
    }
  }

  /** A hidden name beside the target that no other writer uses. */
  public static Path temporary(Path target) {
    String name = "." + target.getName() + "." + UUID.randomUUID() + TEMPORARY;
    return new Path(target.getParent(), name);
  }

  /** Writes a file under a name that is free, through to the disk. */
  public static void write(FileSystem fs, Path file, WholeFile.Content content) throws IOException {
    try (FSDataOutputStream out = fs.create(file, false)) {
      content.writeTo(out);
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync();
      }
    }
  }

  /** Puts a file in the place of another; at every moment the old or the new one is there. */
  static void replace(FileSystem fs, Path from, Path to) throws IOException {
    if (fs instanceof RawLocalFileSystem local) {
      Files.move(
          local.pathToFile(from).toPath(),
          local.pathToFile(to).toPath(),
          StandardCopyOption.ATOMIC_MOVE);
    } else {
      FileContext.getFileContext(fs.getUri(), fs.getConf()).rename(from, to, Rename.OVERWRITE);
    }
  }

  /** Renames to a name that is free. */
  public static void move(FileSystem fs, Path from, Path to) throws IOException {
    if (!fs.rename(from, to)) {
      throw new IOException("rename from " + from + " failed");
    }
  }

  /**
   * Renames a directory to a name that must be free, whoever else is at it, except on an object
   * store: that looks first, then copies file by file.
   *
   * @return false if the name is taken; the directory is then where it was
   */
  public static boolean moveToFree(FileSystem fs, Path from, Path to) throws IOException {
    if (fs instanceof RawLocalFileSystem local) {
      return moveToFree(local.pathToFile(from).toPath(), local.pathToFile(to).toPath());
    }
    if (renamesAtomically(fs)) {
      return renameToFree(fs, from, to);
    }
    if (fs.exists(to)) {
      return false;
    }
    move(fs, from, to);
    return true;
  }

  /** The system's rename refuses a directory with something in it, and Hadoop's copies into it. */
  private static boolean moveToFree(java.nio.file.Path from, java.nio.file.Path to)
      throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      if (Files.exists(to)) {
        return false;
      }
      throw e;
    }
  }

  /** Renames to a name that must be free, by the name node. */
  static boolean renameToFree(FileSystem fs, Path from, Path to) throws IOException {
    try {
      FileContext.getFileContext(fs.getUri(), fs.getConf()).rename(from, to);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** True where a rename is one step that never replaces. */
  static boolean renamesAtomically(FileSystem fs) {
    return RENAMING.contains(fs.getUri().getScheme());
  }

  /** Removes what an attempt left behind; a failure to do so joins the one that ended it. */
  public static void remove(FileSystem fs, Path temporary, Throwable ended) {
    try {
      fs.delete(temporary, true);
    } catch (IOException e) {
      ended.addSuppressed(e);
    }
  }

  /** Removes what a killed process left behind in a directory, which may be absent. */
  public static void sweep(FileSystem fs, Path directory, String prefix) throws IOException {
    if (fs.exists(directory)) {
      sweep(fs, directory, prefix, Instant.MAX);
    }
  }

  /** Removes what was left behind under temporary names, and not touched after a time. */
  public static void sweep(FileSystem fs, Path directory, String prefix, Instant before)
      throws IOException {
    for (FileStatus file : fs.listStatus(directory)) {
      String name = file.getPath().getName();
      if (name.startsWith("." + prefix)
          && name.endsWith(TEMPORARY)
          && Instant.ofEpochMilli(file.getModificationTime()).isBefore(before)) {
        fs.delete(file.getPath(), true);
      }
    }
  }
}
