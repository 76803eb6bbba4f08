package dev.elbo.job.retrain;

import dev.elbo.job.data.SourceTable;
import dev.elbo.settings.DataSettings;
import dev.elbo.store.DecisionRecord.Snapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;

/**
 * What is new by folders named column=value. New partitions are taken in their order up to the
 * first of which a file has not been quiet for the time to settle; so the watermark passes over
 * none. A file that comes late, into a partition that was trained on, is news as soon as it is
 * quiet; the watermark stays then.
 */
final class FilePartitions implements Arrivals {
  private final SparkSession spark;
  private final DataSettings data;
  private final String column;
  private final int settle;
  private final Clock clock;

  FilePartitions(SparkSession spark, DataSettings data, String column, int settle, Clock clock) {
    this.spark = spark;
    this.data = data;
    this.column = column;
    this.settle = settle;
    this.clock = clock;
  }

  /** The partition that a file is in. */
  static Optional<String> value(FileStatus file, String column) {
    for (Path folder = file.getPath().getParent(); folder != null; folder = folder.getParent()) {
      if (folder.getName().startsWith(column + "=")) {
        return Optional.of(
            ExternalCatalogUtils.unescapePathName(folder.getName().substring(column.length() + 1)));
      }
    }
    return Optional.empty();
  }

  @Override
  public News look(Optional<Snapshot> before, Range asked) {
    String by = "partition " + column;
    Optional<Snapshot> last = before.filter(s -> s.by().equals(by));
    Instant quiet = clock.instant().minusSeconds(settle);
    Optional<String> seen = last.map(Snapshot::watermark);
    List<FileStatus> chosen = new ArrayList<>();
    List<FileStatus> newer = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    String watermark = seen.orElse("");
    boolean isOpen = false;
    for (Map.Entry<String, List<FileStatus>> partition : partitions(asked).entrySet()) {
      List<FileStatus> young =
          partition.getValue().stream().filter(f -> ModifiedFiles.time(f).isAfter(quiet)).toList();
      boolean isNew = seen.isEmpty() || PartitionOrder.compare(partition.getKey(), seen.get()) > 0;
      young.forEach(file -> waiting.add(ModifiedFiles.young(file, settle)));
      isOpen |= isNew && !young.isEmpty();
      if (isNew && isOpen) {
        waiting.add("Left for the next run: partition [%s].".formatted(partition.getKey()));
        continue;
      }
      List<FileStatus> written =
          partition.getValue().stream().filter(file -> !young.contains(file)).toList();
      chosen.addAll(written);
      if (isNew) {
        newer.addAll(written);
        watermark = partition.getKey();
      }
    }
    if (chosen.isEmpty()) {
      return News.nothing("No partition of [%s] is written.".formatted(column), waiting);
    }
    Snapshot snapshot = new Snapshot(by, watermark, Listing.of(chosen));
    boolean isSeen = !asked.isChosen() && last.equals(Optional.of(snapshot));
    Supplier<Dataset<Row>> fresh = () -> SourceTable.of(spark, data, newer);
    return new News(
        isSeen ? News.State.SEEN : News.State.NEW,
        snapshot,
        () -> SourceTable.of(spark, data, chosen),
        newer.isEmpty() || seen.isEmpty() ? Optional.empty() : Optional.of(fresh),
        "[%d] files of [%s] up to [%s], [%d] of them in new partitions."
            .formatted(chosen.size(), column, watermark, newer.size()),
        waiting);
  }

  private Map<String, List<FileStatus>> partitions(Range asked) {
    Map<String, List<FileStatus>> partitions = new TreeMap<>(PartitionOrder::compare);
    for (FileStatus file : SourceTable.files(spark, data)) {
      String value = value(file, column).orElseThrow();
      if (asked.has(value)) {
        partitions.computeIfAbsent(value, v -> new ArrayList<>()).add(file);
      }
    }
    return partitions;
  }
}
