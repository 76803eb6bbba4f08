package dev.elbo.store;

import dev.elbo.ElboException;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;

/** The errors of files, each naming its own. */
public final class Failures {
  private Failures() {}

  /**
   * A file that could not be written.
   *
   * @param failure an IOException, or the FSError that Hadoop's local file system throws for one
   */
  public static ElboException cannotWrite(Path path, Throwable failure) {
    Throwable e = answer(failure);
    return ElboException.settings(
        "Cannot write ["
            + path
            + "]: the file system answered ["
            + reason(e)
            + "]. Set elbo.output.dir to a place that this user may write to and that has room.",
        e);
  }

  /** A file that could not be read. */
  public static ElboException cannotRead(Path path, Throwable failure) {
    Throwable e = answer(failure);
    if (e instanceof ChecksumException) {
      return damaged(path, "its bytes are not those that were written [" + reason(e) + "]", e);
    }
    if (e instanceof FileNotFoundException) {
      return ElboException.data(
          "Cannot read [" + path + "]: there is no such file. Check the path.", e);
    }
    String message =
        "Cannot read ["
            + path
            + "]: the file system answered ["
            + reason(e)
            + "]. Check the path, this user's rights and the file system.";
    return isAboutThePath(e)
        ? ElboException.settings(message, e)
        : ElboException.environment(message, e);
  }

  private static Throwable answer(Throwable failure) {
    return failure instanceof FSError && failure.getCause() != null ? failure.getCause() : failure;
  }

  /** True if another path, or more rights on it, would help. */
  private static boolean isAboutThePath(Throwable e) {
    return e instanceof AccessControlException
        || e instanceof AccessDeniedException
        || e instanceof ParentNotDirectoryException
        || e instanceof UnsupportedFileSystemException;
  }

  /** A file of a format that is not known yet. */
  public static ElboException newer(Path path, int version, int newest) {
    return ElboException.data(
        "Cannot read ["
            + path
            + "]: its format version is ["
            + version
            + "] and this Elbo reads up to ["
            + newest
            + "]. Use the Elbo that wrote it, or a newer one.");
  }

  /** A file whose content is not what its format says. */
  public static ElboException damaged(Path path, String reason, Throwable cause) {
    return ElboException.data(
        "Cannot read ["
            + path
            + "]: "
            + reason
            + ". The file is damaged or not of this format: restore it from a copy.",
        cause);
  }

  /** A file whose content is not what its format says. */
  public static ElboException damaged(Path path, String reason) {
    return damaged(path, reason, null);
  }

  /** The kind and the first line: remote exceptions carry a stack trace in their message. */
  static String reason(Throwable e) {
    String message = e.getMessage();
    String kind = e.getClass().getSimpleName();
    return message == null ? kind : kind + ": " + message.lines().findFirst().orElse("");
  }
}
