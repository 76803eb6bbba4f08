package dev.elbo.job.retrain;

import dev.elbo.job.data.SourceTable;
import dev.elbo.settings.DataSettings;
import dev.elbo.store.DecisionRecord.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
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
 * none. A file that comes late, into a partition that was trained on, is waited for, and news as
 * soon as it is quiet; the watermark stays then.
 */
final class FilePartitions implements Arrivals {
  private final SparkSession spark;
  private final DataSettings data;
  private final String column;
  private final Settling settling;
  private final Function<Snapshot, Optional<Listing>> known;

  FilePartitions(
      SparkSession spark,
      DataSettings data,
      String column,
      Settling settling,
      Function<Snapshot, Optional<Listing>> known) {
    this.spark = spark;
    this.data = data;
    this.column = column;
    this.settling = settling;
    this.known = known;
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
    Predicate<String> isNew =
        value -> last.filter(s -> PartitionOrder.compare(value, s.watermark()) <= 0).isEmpty();
    List<FileStatus> chosen = new ArrayList<>();
    List<FileStatus> rewritten = new ArrayList<>();
    List<String> left = new ArrayList<>();
    String watermark = last.map(Snapshot::watermark).orElse("");
    boolean isOpen = false;
    for (Map.Entry<String, List<FileStatus>> partition : partitions(asked).entrySet()) {
      List<FileStatus> young = partition.getValue().stream().filter(settling::isYoung).toList();
      if (!isNew.test(partition.getKey())) {
        rewritten.addAll(young);
        chosen.addAll(partition.getValue());
        continue;
      }
      young.forEach(file -> left.add(settling.left(file)));
      isOpen |= !young.isEmpty();
      if (isOpen) {
        left.add("Left for the next run: partition [%s].".formatted(partition.getKey()));
        continue;
      }
      chosen.addAll(partition.getValue());
      watermark = partition.getKey();
    }
    if (!rewritten.isEmpty()) {
      return settling.waitFor(rewritten, left);
    }
    if (chosen.isEmpty()) {
      return News.nothing("No partition of [%s] is written.".formatted(column), left);
    }
    Listing listing = Listing.of(chosen);
    Snapshot snapshot = new Snapshot(by, watermark, listing.digest());
    List<FileStatus> unseen = last.map(s -> unseen(chosen, s, isNew)).orElse(List.of());
    Supplier<Dataset<Row>> fresh =
        () -> Batches.ofFiles(spark, data, unseen, file -> value(file, column).orElseThrow());
    return new News(
        News.State.of(last, snapshot, asked),
        snapshot,
        Optional.of(listing),
        () -> SourceTable.of(spark, data, chosen),
        unseen.isEmpty() ? Optional.empty() : Optional.of(fresh),
        "[%d] files of [%s] up to [%s]%s."
            .formatted(
                chosen.size(),
                column,
                watermark,
                last.isEmpty() ? "" : ", [%d] of them not seen before".formatted(unseen.size())),
        left);
  }

  /** Without a listing, those of new partitions. */
  private List<FileStatus> unseen(List<FileStatus> files, Snapshot last, Predicate<String> isNew) {
    Optional<Listing> seen = known.apply(last);
    return files.stream()
        .filter(
            file ->
                seen.map(listing -> !listing.has(file))
                    .orElseGet(() -> isNew.test(value(file, column).orElseThrow())))
        .toList();
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
