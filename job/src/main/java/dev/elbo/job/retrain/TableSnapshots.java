package dev.elbo.job.retrain;

import dev.elbo.ElboException;
import dev.elbo.job.data.SourceTable;
import dev.elbo.settings.DataSettings;
import dev.elbo.store.DecisionRecord.Snapshot;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** What is new by the snapshots that a table keeps of itself, as Iceberg does. */
final class TableSnapshots implements Arrivals {
  private static final String BY = "snapshot";

  private final SparkSession spark;
  private final DataSettings data;
  private final int settle;
  private final Clock clock;

  TableSnapshots(SparkSession spark, DataSettings data, int settle, Clock clock) {
    this.spark = spark;
    this.data = data;
    this.settle = settle;
    this.clock = clock;
  }

  @Override
  public News look(Optional<Snapshot> last, Range asked) {
    if (asked.since().isPresent()) {
      throw ElboException.settings(
          "Cannot use --since [%s]: a snapshot of a table is all of it. Give --until with the id of a snapshot, or set elbo.data.filter."
              .formatted(asked.since().get()));
    }
    Instant quiet = clock.instant().minusSeconds(settle);
    List<String> waiting = new ArrayList<>();
    Optional<String> chosen = asked.until();
    for (Row row : snapshots()) {
      String id = String.valueOf(row.getLong(0));
      Instant committed = row.<Timestamp>getAs(1).toInstant();
      if (chosen.isEmpty() && !committed.isAfter(quiet)) {
        chosen = Optional.of(id);
      } else if (chosen.isEmpty()) {
        waiting.add(
            "Left for the next run: snapshot [%s], committed at [%s] and not yet [%d] s old."
                .formatted(id, committed, settle));
      }
    }
    if (chosen.isEmpty()) {
      return News.nothing("No snapshot of it is [%d] s old.".formatted(settle), waiting);
    }
    String id = chosen.get();
    Snapshot snapshot = new Snapshot(BY, id, id);
    return new News(
        News.State.of(last, snapshot, asked),
        snapshot,
        Optional.empty(),
        () -> SourceTable.named(spark, data, Map.of("snapshot-id", id)),
        Optional.empty(),
        "Snapshot [%s].".formatted(id),
        waiting);
  }

  /**
   * Those that the table was, the newest first: none that is staged, of another branch or rolled
   * back, which Iceberg lists among its snapshots, too.
   */
  private List<Row> snapshots() {
    try {
      return spark
          .table(data.path() + ".history")
          .where("is_current_ancestor")
          .select("snapshot_id", "made_current_at")
          .orderBy(functions.col("made_current_at").desc())
          .collectAsList();
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      throw ElboException.settings(
          "Cannot tell what is new in [%s]: it keeps no snapshots that Spark could list. Set elbo.retrain.watermark.by to partition or modified."
              .formatted(data.path()),
          e);
    }
  }
}
