package dev.elbo.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * A small file under a name that must be free: whole or not at all, and of those that want the name
 * at once one gets it. Hadoop promises no such thing of all its file systems, so it is done as each
 * can:
 *
 * <ul>
 *   <li>a local disk: a hard link to a hidden file; where there are no hard links, by O_EXCL, where
 *       a reader may see a part of it
 *   <li>HDFS: a rename of a hidden file, which the name node refuses if the name is taken
 *   <li>object stores: {@code create(overwrite = false)}, which looks, then puts: of two at the
 *       same moment the later one stays, and both believe that they made it
 * </ul>
 */
final class NewFile {
  private NewFile() {}

  /**
   * False where two that create the same file at the same moment can both be told that they did.
   */
  static boolean isExclusive(FileSystem fs) {
    return fs instanceof RawLocalFileSystem || Storage.renamesAtomically(fs);
  }

  /**
   * Creates the file, and its directory.
   *
   * @return false if the name is taken
   */
  static boolean create(FileSystem fs, Path file, byte[] bytes) throws IOException {
    if (fs.exists(file)) {
      return false; // Nothing is written for a name that has long been taken.
    }
    if (!isExclusive(fs)) {
      return put(fs, file, bytes);
    }
    Path temporary = Storage.temporary(file);
    try {
      Storage.write(fs, temporary, out -> out.write(bytes));
      return fs instanceof RawLocalFileSystem local
          ? link(local.pathToFile(temporary).toPath(), local.pathToFile(file).toPath())
          : Storage.renameToFree(fs, temporary, file);
    } finally {
      fs.delete(temporary, false);
    }
  }

  private static boolean link(java.nio.file.Path from, java.nio.file.Path to) throws IOException {
    try {
      Files.createLink(to, from);
      return true;
    } catch (FileAlreadyExistsException e) {
      return Files.isSameFile(from, to); // NFS asks again when an answer is lost.
    } catch (UnsupportedOperationException | FileSystemException e) {
      return copy(from, to); // As exFAT, and some network disks.
    }
  }

  private static boolean copy(java.nio.file.Path from, java.nio.file.Path to) throws IOException {
    try {
      Files.copy(from, to);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static boolean put(FileSystem fs, Path file, byte[] bytes) throws IOException {
    try {
      Storage.write(fs, file, out -> out.write(bytes));
      return true;
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException | FileAlreadyExistsException e) {
      return false;
    }
  }
}
