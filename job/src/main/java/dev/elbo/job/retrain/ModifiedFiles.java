package dev.elbo.job.retrain;

import dev.elbo.job.data.SourceTable;
import dev.elbo.settings.DataSettings;
import dev.elbo.store.DecisionRecord.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What is new by the times of files. A file that has been quiet for the time to settle counts as
 * written. Old or new, a file that came, changed or went since the last run is news: the listing of
 * all of them is compared, since a moved file keeps its time. A young file that may take the place
 * of one that was trained on, since it has its name, or since one of its folder changed or went, is
 * waited for.
 */
final class ModifiedFiles implements Arrivals {
  private static final String BY = "modified";

  private final SparkSession spark;
  private final DataSettings data;
  private final Settling settling;
  private final Function<Snapshot, Optional<Listing>> known;

  ModifiedFiles(
      SparkSession spark,
      DataSettings data,
      Settling settling,
      Function<Snapshot, Optional<Listing>> known) {
    this.spark = spark;
    this.data = data;
    this.settling = settling;
    this.known = known;
  }

  @Override
  public News look(Optional<Snapshot> before, Range asked) {
    Optional<Snapshot> last = before.filter(s -> s.by().equals(BY));
    Optional<Listing> seen = last.flatMap(known);
    List<FileStatus> files = SourceTable.files(spark, data);
    List<FileStatus> young = new ArrayList<>();
    List<FileStatus> settled = new ArrayList<>();
    files.stream()
        .filter(file -> asked.has(Settling.time(file)))
        .forEach(file -> (settling.isYoung(file) ? young : settled).add(file));
    Predicate<FileStatus> isOld = last.isEmpty() ? file -> false : replacing(seen, files);
    List<String> left = young.stream().filter(isOld.negate()).map(settling::left).toList();
    List<FileStatus> old = young.stream().filter(isOld).toList();
    if (!old.isEmpty()) {
      return settling.waitFor(old, left);
    }
    if (settled.isEmpty()) {
      return News.nothing("No file of it counts as written.", left);
    }
    Instant newest = settled.stream().map(Settling::time).max(Instant::compareTo).get();
    Listing listing = Listing.of(settled);
    Snapshot snapshot = new Snapshot(BY, newest.toString(), listing.digest());
    List<FileStatus> unseen =
        last.isEmpty() ? List.of() : settled.stream().filter(unseen(last.get(), seen)).toList();
    Supplier<Dataset<Row>> fresh = () -> Batches.ofFiles(spark, data, unseen, ModifiedFiles::day);
    return new News(
        News.State.of(last, snapshot, asked),
        snapshot,
        Optional.of(listing),
        () -> SourceTable.of(spark, data, settled),
        unseen.isEmpty() ? Optional.empty() : Optional.of(fresh),
        last.isEmpty()
            ? "[%d] files up to [%s].".formatted(settled.size(), newest)
            : "[%d] files up to [%s], [%d] of them not seen before."
                .formatted(settled.size(), newest, unseen.size()),
        left);
  }

  /** Whether a young file may stand for one that was trained on; without a listing each may. */
  private static Predicate<FileStatus> replacing(Optional<Listing> seen, List<FileStatus> now) {
    if (seen.isEmpty()) {
      return file -> true;
    }
    Set<Path> changed = seen.get().changed(Listing.of(now));
    return file -> seen.get().hasName(file) || changed.contains(file.getPath().getParent());
  }

  private static Predicate<FileStatus> unseen(Snapshot last, Optional<Listing> seen) {
    Instant watermark = Instant.parse(last.watermark());
    return file ->
        seen.map(listing -> !listing.has(file))
            .orElseGet(() -> Settling.time(file).isAfter(watermark));
  }

  /** The day, in UTC, on which a file was changed last. */
  private static String day(FileStatus file) {
    return "files changed on " + Settling.time(file).toString().substring(0, "2026-03-01".length());
  }
}
