package dev.elbo.store;

import dev.elbo.ElboException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;

/** The errors of this package, each naming its file. */
final class Failures {
  private Failures() {}

  static ElboException cannotWrite(Path path, IOException e) {
    return ElboException.settings(
        "Cannot write ["
            + path
            + "]: the file system answered ["
            + reason(e)
            + "]. Set elbo.output.dir to a place that this user may write to and that has room.",
        e);
  }

  static ElboException cannotRead(Path path, IOException e) {
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

  /** True if another path, or more rights on it, would help. */
  private static boolean isAboutThePath(IOException e) {
    return e instanceof AccessControlException
        || e instanceof AccessDeniedException
        || e instanceof ParentNotDirectoryException
        || e instanceof UnsupportedFileSystemException;
  }

  /** A file of a format that is not known yet. */
  static ElboException newer(Path path, int version, int newest) {
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
  static ElboException damaged(Path path, String reason, Throwable cause) {
    return ElboException.data(
        "Cannot read ["
            + path
            + "]: "
            + reason
            + ". The file is damaged or not of this format: restore it from a copy.",
        cause);
  }

  static ElboException damaged(Path path, String reason) {
    return damaged(path, reason, null);
  }

  /** The kind and the first line: remote exceptions carry a stack trace in their message. */
  static String reason(Exception e) {
    String message = e.getMessage();
    String kind = e.getClass().getSimpleName();
    return message == null ? kind : kind + ": " + message.lines().findFirst().orElse("");
  }
}
