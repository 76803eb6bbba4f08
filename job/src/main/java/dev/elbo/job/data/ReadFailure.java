package dev.elbo.job.data;

import dev.elbo.ElboException;
import java.io.EOFException;
import java.util.zip.ZipException;

/** Turns what a reader threw, on the driver or in a task, into an error of ours. */
final class ReadFailure {
  private ReadFailure() {}

  /** The error for a source; one that was ours already is found in the causes and kept. */
  static ElboException of(String path, Throwable failure) {
    ElboException known = ElboException.in(failure);
    if (known != null) {
      return known;
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof EOFException || root instanceof ZipException) {
      return ElboException.data(
          "Cannot read [%s]: its compressed data ends too early or is damaged [%s]. Copy the file again."
              .formatted(path, root.getMessage()),
          failure);
    }
    return ElboException.data(
        "Cannot read [%s]: [%s: %s]. Check that the file is whole and in the format of elbo.data.format."
            .formatted(path, root.getClass().getSimpleName(), firstLine(root)),
        failure);
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
