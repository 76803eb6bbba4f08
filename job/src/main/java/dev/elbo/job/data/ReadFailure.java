package dev.elbo.job.data;

import dev.elbo.ElboException;
import java.io.EOFException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.apache.spark.SparkException;
import org.apache.spark.sql.execution.datasources.SchemaColumnConvertNotSupportedException;

/** Turns what a reader threw, on the driver or in a task, into an error of ours. */
final class ReadFailure {
  /** How Spark says in which of many files a task failed; the end of the path is a guess. */
  private static final Pattern FILE =
      Pattern.compile("(?:while reading|in) file (\\S+?)\\.?(?=\\s|$)");

  private ReadFailure() {}

  /** The error for a source; one that was ours already is found in the causes and kept. */
  static ElboException of(String path, Throwable failure) {
    ElboException known = ElboException.in(failure);
    if (known != null) {
      return known;
    }
    String file = file(failure).orElse(path);
    Throwable root = root(failure);
    if (root instanceof EOFException || root instanceof ZipException) {
      return ElboException.data(
          "Cannot read [%s]: its compressed data ends too early or is damaged [%s]. Copy the file again."
              .formatted(file, root.getMessage()),
          failure);
    }
    if (root instanceof SchemaColumnConvertNotSupportedException column) {
      String name = column.getColumn().replaceAll("^\\[|]$", "");
      return ElboException.data(
          "Cannot read [%s]: its column [%s] is of type [%s], and the table's is [%s]. Give all files the same types, or leave the column out of elbo.data.columns."
              .formatted(file, name, column.getPhysicalType(), column.getLogicalType()),
          failure);
    }
    if (isOfTheCluster(root)) {
      return ElboException.environment(
          "Cannot read [%s]: the cluster failed [%s]. Look at the logs of the driver and of the executors, then start again."
              .formatted(file, firstLine(root)),
          failure);
    }
    return ElboException.data(
        "Cannot read [%s]: [%s]. Check that the file is whole and in the format of elbo.data.format."
            .formatted(file, firstLine(root)),
        failure);
  }

  /** Spark's own failures have no cause of another kind: a lost executor, a cancelled job. */
  private static boolean isOfTheCluster(Throwable root) {
    return root instanceof SparkException
        || root instanceof VirtualMachineError
        || root instanceof InterruptedException
        || root instanceof SocketException
        || root instanceof UnknownHostException;
  }

  /** The first cause of all. */
  static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }

  private static Optional<String> file(Throwable failure) {
    if (failure == null) {
      return Optional.empty();
    }
    Matcher file = FILE.matcher(String.valueOf(failure.getMessage()));
    return file.find()
        ? Optional.of(DataFiles.display(DataFiles.ofSpark(file.group(1))))
        : file(failure.getCause());
  }

  /** What it says, without the stack and the plans behind. */
  static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage())
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .map(Excerpt::of)
        .orElse("");
  }
}
