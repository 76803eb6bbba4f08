package dev.elbo.job.retrain;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The time that a file must have been quiet to count as written. */
final class Settling {
  private final Duration time;
  private final Instant quiet;

  Settling(int seconds, Clock clock) {
    this.time = Duration.ofSeconds(seconds);
    this.quiet = clock.instant().minus(time);
  }

  /** Whether a file may still be written. */
  boolean isYoung(FileStatus file) {
    return time(file).isAfter(quiet);
  }

  /** A sentence about a young file that holds nothing but new rows. */
  String left(FileStatus file) {
    return "Left for the next run: [%s], changed at [%s] and not yet quiet for [%d] s."
        .formatted(file.getPath(), time(file), time.toSeconds());
  }

  /**
   * What to do where young files hold rows that were trained on, or take the place of such:
   * nothing, since without them a part of the rows would be missing.
   *
   * @param files one or more
   * @param left about other young files
   */
  News waitFor(List<FileStatus> files, List<String> left) {
    Instant last = files.stream().map(Settling::time).max(Comparator.naturalOrder()).get();
    List<String> waiting =
        Stream.concat(
                files.stream()
                    .map(
                        file ->
                            "Still written: [%s], changed at [%s], among what was trained on."
                                .formatted(file.getPath(), time(file))),
                left.stream())
            .toList();
    Path first = files.get(0).getPath();
    String which =
        files.size() == 1
            ? "[%s] is".formatted(first)
            : "[%s] and [%d] more are".formatted(first, files.size() - 1);
    return News.waiting(
        "%s still written, among what was trained on. Nothing is trained without it; it counts as written at [%s]."
            .formatted(which, last.plus(time)),
        waiting);
  }

  /** When a file was changed last. */
  static Instant time(FileStatus file) {
    return Instant.ofEpochMilli(file.getModificationTime());
  }
}
