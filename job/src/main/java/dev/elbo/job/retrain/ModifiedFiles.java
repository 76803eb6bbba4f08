package dev.elbo.job.retrain;

import dev.elbo.job.data.SourceTable;
import dev.elbo.settings.DataSettings;
import dev.elbo.store.DecisionRecord.Snapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What is new by the times of files. A file that has been quiet for the time to settle counts as
 * written. Old or new, a file that came, changed or went since the last run is news: the listing of
 * all of them is compared, since a moved file keeps its time.
 */
final class ModifiedFiles implements Arrivals {
  private static final String BY = "modified";

  private final SparkSession spark;
  private final DataSettings data;
  private final int settle;
  private final Clock clock;

  ModifiedFiles(SparkSession spark, DataSettings data, int settle, Clock clock) {
    this.spark = spark;
    this.data = data;
    this.settle = settle;
    this.clock = clock;
  }

  @Override
  public News look(Optional<Snapshot> before, Range asked) {
    Optional<Snapshot> last = before.filter(s -> s.by().equals(BY));
    Instant quiet = clock.instant().minusSeconds(settle);
    List<FileStatus> settled = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    for (FileStatus file : SourceTable.files(spark, data)) {
      if (!asked.has(time(file))) {
        continue;
      }
      if (time(file).isAfter(quiet)) {
        waiting.add(young(file, settle));
      } else {
        settled.add(file);
      }
    }
    if (settled.isEmpty()) {
      return News.nothing("No file of it has been quiet for [%d] s.".formatted(settle), waiting);
    }
    Instant newest = settled.stream().map(ModifiedFiles::time).max(Instant::compareTo).get();
    Snapshot snapshot = new Snapshot(BY, newest.toString(), Listing.of(settled));
    Optional<Instant> seen = last.map(s -> Instant.parse(s.watermark()));
    List<FileStatus> newer =
        settled.stream()
            .filter(file -> seen.isPresent() && time(file).isAfter(seen.get()))
            .toList();
    boolean isSeen = !asked.isChosen() && last.equals(Optional.of(snapshot));
    Supplier<Dataset<Row>> fresh = () -> SourceTable.of(spark, data, newer);
    return new News(
        isSeen ? News.State.SEEN : News.State.NEW,
        snapshot,
        () -> SourceTable.of(spark, data, settled),
        newer.isEmpty() ? Optional.empty() : Optional.of(fresh),
        seen.isEmpty()
            ? "[%d] files up to [%s].".formatted(settled.size(), newest)
            : "[%d] files up to [%s], [%d] of them newer than [%s]."
                .formatted(settled.size(), newest, newer.size(), seen.get()),
        waiting);
  }

  static String young(FileStatus file, int settle) {
    return "Left for the next run: [%s], changed at [%s] and not yet quiet for [%d] s."
        .formatted(file.getPath(), time(file), settle);
  }

  static Instant time(FileStatus file) {
    return Instant.ofEpochMilli(file.getModificationTime());
  }
}
