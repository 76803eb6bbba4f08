package dev.elbo.job.retrain;

import dev.elbo.ElboException;
import dev.elbo.job.data.SourceTable;
import dev.elbo.settings.DataSettings;
import dev.elbo.store.DecisionRecord.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * What is new by the values of a column. Nothing tells when rows were written, so the last value
 * counts as written once there is a greater one. Rows that come late with an old value are news:
 * the rows up to the watermark are counted.
 */
final class ColumnPartitions implements Arrivals {
  private final SparkSession spark;
  private final DataSettings data;
  private final String column;

  ColumnPartitions(SparkSession spark, DataSettings data, String column) {
    this.spark = spark;
    this.data = data;
    this.column = column;
  }

  @Override
  public News look(Optional<Snapshot> before, Range asked) {
    String by = "partition " + column;
    Optional<Snapshot> last = before.filter(s -> s.by().equals(by));
    Dataset<Row> all = table();
    if (!List.of(all.columns()).contains(column)) {
      throw ElboException.settings(
          "Cannot tell what is new in [%s]: it has no column [%s]. Set elbo.retrain.watermark.column to one of %s."
              .formatted(SourceTable.name(data), column, List.of(all.columns())));
    }
    PartitionColumn values = new PartitionColumn(all, column);
    asked.since().ifPresent(text -> values.require("--since", text));
    asked.until().ifPresent(text -> values.require("--until", text));
    Optional<String> top = values.greatest(functions.lit(true));
    Optional<String> written =
        top.flatMap(
            value ->
                values.greatest(
                    asked
                        .until()
                        .map(values::isUpTo)
                        .orElse(functions.lit(true))
                        .and(values.isBefore(value))));
    List<String> waiting =
        top
            .filter(value -> !asked.isChosen())
            .map(
                value ->
                    "Left for the next run: the rows with [%s] in [%s], until there are some with a greater one."
                        .formatted(value, column))
            .stream()
            .toList();
    if (written.isEmpty()) {
      return News.nothing("No value of [%s] has one after it.".formatted(column), waiting);
    }
    Column isChosen =
        asked
            .since()
            .map(values::isFrom)
            .orElse(functions.lit(true))
            .and(values.isUpTo(written.get()));
    Dataset<Row> rows = all.where(isChosen);
    Snapshot snapshot = new Snapshot(by, written.get(), "rows-" + rows.count());
    Optional<String> seen = last.map(Snapshot::watermark).filter(s -> !asked.isChosen());
    return new News(
        News.State.of(last, snapshot, asked),
        snapshot,
        Optional.empty(),
        () -> rows,
        seen.map(value -> () -> Batches.of(rows.where(values.isAfter(value)), values.batch())),
        "[%s] with [%s] up to [%s].".formatted(snapshot.listing(), column, written.get()),
        waiting);
  }

  private Dataset<Row> table() {
    return data.format().isNamed()
        ? SourceTable.named(spark, data, Map.of())
        : SourceTable.of(spark, data, SourceTable.files(spark, data));
  }
}
