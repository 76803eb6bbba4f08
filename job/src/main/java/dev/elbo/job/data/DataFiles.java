package dev.elbo.job.data;

import dev.elbo.ElboException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.sql.DataFrameReader;

/** The files behind a path on any Hadoop file system, in the order of their names. */
final class DataFiles {
  /** A session that skips damaged or missing files must not lose rows in silence. */
  static final Map<String, String> NOTHING_SKIPPED =
      Map.of("ignoreCorruptFiles", "false", "ignoreMissingFiles", "false");

  private DataFiles() {}

  /**
   * All files that a file, a folder (with its folders) or a pattern stands for, without hidden
   * ones.
   *
   * @throws ElboException if there is none, naming the path and the setting that gave it
   */
  static List<FileStatus> list(String path, String setting, Configuration hadoop) {
    try {
      Path pattern = new Path(path);
      FileSystem files = pattern.getFileSystem(hadoop);
      FileStatus[] roots = files.globStatus(pattern);
      if (roots == null || roots.length == 0) {
        throw ElboException.data(
            "Cannot read [%s]: no such file or folder. Give %s a path that exists."
                .formatted(display(path), setting));
      }
      List<FileStatus> found = new ArrayList<>();
      for (FileStatus root : roots) {
        // A pattern such as out/* also matches what Spark leaves beside its files.
        if (roots.length == 1 || !isHidden(root.getPath())) {
          collect(files, root, found);
        }
      }
      if (found.isEmpty()) {
        throw ElboException.data(
            "Cannot read [%s]: the folder holds no files. Put the data there, or point %s elsewhere."
                .formatted(display(path), setting));
      }
      return found;
    } catch (UnsupportedFileSystemException e) {
      throw noFileSystem(path, setting, e);
    } catch (IOException | IllegalArgumentException e) {
      throw ElboException.data(
          "Cannot read [%s]: [%s]. Check %s.".formatted(display(path), e.getMessage(), setting), e);
    } catch (RuntimeException e) {
      // So Hadoop tells of a file system whose jar is not there.
      throw e.getCause() instanceof ClassNotFoundException missing
          ? noFileSystem(path, setting, missing)
          : e;
    }
  }

  private static ElboException noFileSystem(String path, String setting, Exception cause) {
    return ElboException.settings(
        "Cannot read [%s]: Hadoop has no file system for it: [%s]. Check %s, or give Spark the jar of that file system."
            .formatted(path, cause.getMessage(), setting),
        cause);
  }

  /** File names for Spark, which takes every path for a pattern: brackets in a name are escaped. */
  static String[] forSpark(List<String> files) {
    return files.stream()
        .map(file -> file.replaceAll("[\\\\{}\\[\\]*?]", "\\\\$0"))
        .toArray(String[]::new);
  }

  /** A reader of some of the files of a folder; folders named key=value in it are columns. */
  static DataFrameReader within(DataFrameReader reader, String folder, Configuration hadoop) {
    try {
      Path path = new Path(folder);
      FileSystem files = path.getFileSystem(hadoop);
      boolean isFolder = files.exists(path) && files.getFileStatus(path).isDirectory();
      return isFolder ? reader.option("basePath", path.toString()) : reader; // Else a pattern.
    } catch (IOException e) {
      throw ElboException.data(
          "Cannot read [%s]: [%s]. Check elbo.data.path.".formatted(folder, e.getMessage()), e);
    }
  }

  /** Opens a file, decompressed if its name says that it is compressed. */
  static InputStream open(Path file, Configuration hadoop) throws IOException {
    InputStream raw = file.getFileSystem(hadoop).open(file);
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(file);
    return codec == null ? raw : codec.createInputStream(raw);
  }

  /** The path as people write it: without the scheme of local files. */
  static String display(Path file) {
    return "file".equals(file.toUri().getScheme()) ? file.toUri().getPath() : file.toString();
  }

  /** A path as Spark tells it, where a space is %20. */
  static Path ofSpark(String encoded) {
    return new Path(URI.create(encoded));
  }

  /** The same of a path, or a pattern, as settings have it. */
  static String display(String path) {
    return path.startsWith("file:/") ? display(new Path(path)) : path;
  }

  private static void collect(FileSystem files, FileStatus status, List<FileStatus> found)
      throws IOException {
    if (status.isFile()) {
      found.add(status);
      return;
    }
    FileStatus[] children = files.listStatus(status.getPath(), path -> !isHidden(path));
    java.util.Arrays.sort(children);
    for (FileStatus child : children) {
      collect(files, child, found);
    }
  }

  private static boolean isHidden(Path path) {
    return path.getName().startsWith("_") || path.getName().startsWith(".");
  }
}
