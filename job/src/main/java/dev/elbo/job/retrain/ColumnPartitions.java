package dev.elbo.job.retrain;

import dev.elbo.ElboException;
import dev.elbo.job.data.SourceTable;
import dev.elbo.settings.DataSettings;
import dev.elbo.store.DecisionRecord.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;

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
    Optional<String> top = greatest(all);
    Optional<String> written =
        top.flatMap(value -> greatest(all.where(of(all).lt(literal(all, value)))))
            .flatMap(
                value ->
                    asked.until().isPresent()
                        ? greatest(
                            all.where(of(all).leq(literal(all, value)))
                                .where(of(all).leq(literal(all, asked.until().get()))))
                        : Optional.of(value));
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
    Dataset<Row> rows = between(all, asked.since(), written.get());
    Snapshot snapshot = new Snapshot(by, written.get(), "rows-" + rows.count());
    boolean isSeen = !asked.isChosen() && last.equals(Optional.of(snapshot));
    Optional<String> seen = last.map(Snapshot::watermark).filter(s -> !asked.isChosen());
    boolean hasNewer = seen.filter(s -> PartitionOrder.compare(written.get(), s) > 0).isPresent();
    Supplier<Dataset<Row>> fresh = () -> rows.where(of(rows).gt(literal(rows, seen.get())));
    return new News(
        isSeen ? News.State.SEEN : News.State.NEW,
        snapshot,
        () -> rows,
        hasNewer ? Optional.of(fresh) : Optional.empty(),
        "[%s] with [%s] up to [%s].".formatted(snapshot.listing(), column, written.get()),
        waiting);
  }

  private Dataset<Row> table() {
    return data.format().isNamed()
        ? SourceTable.named(spark, data, Map.of())
        : SourceTable.of(spark, data, SourceTable.files(spark, data));
  }

  private Dataset<Row> between(Dataset<Row> all, Optional<String> since, String until) {
    Dataset<Row> rows = all.where(of(all).leq(literal(all, until)));
    return since.map(first -> rows.where(of(rows).geq(literal(rows, first)))).orElse(rows);
  }

  private Column of(Dataset<Row> rows) {
    return SourceTable.column(rows, column);
  }

  private Column literal(Dataset<Row> rows, String value) {
    DataType type = rows.schema().apply(column).dataType();
    return functions.lit(value).cast(type);
  }

  /** As text; of numbers that are whole without a fraction, whatever the type. */
  private Optional<String> greatest(Dataset<Row> rows) {
    Row row = rows.agg(functions.max(of(rows)).as("greatest")).first();
    if (row.isNullAt(0)) {
      return Optional.empty();
    }
    return Optional.of(
        row.get(0) instanceof Double value && value == Math.rint(value) && Math.abs(value) < 1e15
            ? Long.toString(value.longValue())
            : String.valueOf(row.get(0)));
  }
}
