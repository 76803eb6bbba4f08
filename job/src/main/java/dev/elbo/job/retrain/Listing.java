package dev.elbo.job.retrain;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Files by names, lengths and times.
 *
 * @param formatVersion of the file that it is kept in
 * @param files length and time of each, by its name
 */
record Listing(int formatVersion, SortedMap<String, String> files) {
  static final int VERSION = 1;

  private static final int HEX_DIGITS = 16;

  static Listing of(List<FileStatus> files) {
    SortedMap<String, String> listed = new TreeMap<>();
    files.forEach(file -> listed.put(name(file), facts(file)));
    return new Listing(VERSION, listed);
  }

  private static String name(FileStatus file) {
    return file.getPath().toString();
  }

  private static String facts(FileStatus file) {
    return file.getLen() + " " + file.getModificationTime();
  }

  /** Stands for it: another one as soon as any file comes, changes or goes. */
  String digest() {
    String text =
        files.entrySet().stream()
            .map(file -> file.getKey() + " " + file.getValue())
            .collect(Collectors.joining("\n"));
    return files.size()
        + "-"
        + DigestUtils.sha256Hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, HEX_DIGITS);
  }

  /** Whether a file is in it as it is now. */
  boolean has(FileStatus file) {
    return facts(file).equals(files.get(name(file)));
  }

  /** Whether a file of this name is in it. */
  boolean hasName(FileStatus file) {
    return files.containsKey(name(file));
  }

  /** The folders of those of its files that have changed or gone since. */
  Set<Path> changed(Listing now) {
    return files.entrySet().stream()
        .filter(file -> !file.getValue().equals(now.files.get(file.getKey())))
        .map(file -> new Path(file.getKey()).getParent())
        .collect(Collectors.toSet());
  }
}
