package dev.elbo.job.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.store.DecisionRecord.Context;
import dev.elbo.store.DecisionRecord.Snapshot;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that have a name: of a database, and of Iceberg. */
class TablesOfDaysTest {
  private static final String DATABASE = "jdbc:h2:mem:nights";
  private static final String JDBC =
      "elbo.data { format = jdbc, path = readings, options { url = \"%s\", user = sa, password = hush } }"
          .formatted(DATABASE);

  /** A catalog of Spark stays as it is once it is used. */
  @TempDir private static Path warehouse;

  @TempDir private Path folder;
  private Days days;

  @BeforeEach
  void setUp() {
    days = new Days(folder);
    String catalog = "spark.sql.catalog.nights";
    days.spark.conf().set(catalog, "org.apache.iceberg.spark.SparkCatalog");
    days.spark.conf().set(catalog + ".type", "hadoop");
    days.spark.conf().set(catalog + ".warehouse", warehouse.toString());
  }

  private void insert(int day, int count) {
    days.table(Days.rows(count, day, 0))
        .withColumn("day", functions.lit(day))
        .write()
        .mode("append")
        .format("jdbc")
        .option("url", DATABASE)
        .option("user", "sa")
        .option("password", "hush")
        .option("dbtable", "readings")
        .save();
  }

  @Test
  void theLastDayOfADatabaseWaitsForTheNextOne() throws SQLException {
    // The database is there as long as somebody is connected.
    try (Connection keep = DriverManager.getConnection(DATABASE, "sa", "hush")) {
      assertThat(keep.isValid(0)).isTrue();
      insert(1, 500);
      insert(2, 4000);
      assertThat(days.code(JDBC)).as("%s", days.notes).isZero();
      assertThat(context(0).snapshot()).contains(new Snapshot("partition day", "1", "rows-500"));
      assertThat(context(0).rows()).isEqualTo(500 - days.held());
      assertThat(days.code(JDBC)).isEqualTo(99);
      insert(3, 10);
      assertThat(days.code(JDBC)).as("%s", days.notes).isZero();
      assertThat(context(1).snapshot()).contains(new Snapshot("partition day", "2", "rows-4500"));
      assertThat(days.code(JDBC)).isEqualTo(99);
    }
  }

  private Context context(int decision) {
    return days.decisions().get(decision).context().orElseThrow();
  }

  /** Makes or grows a table; returns its newest snapshot. */
  private Row commit(String table, Dataset<Row> rows) {
    rows.write().format("iceberg").mode("append").saveAsTable(table);
    return days.spark
        .table(table + ".snapshots")
        .select("snapshot_id", "committed_at")
        .orderBy(functions.col("committed_at").desc())
        .first();
  }

  private static String id(Row snapshot) {
    return Long.toString(snapshot.getLong(0));
  }

  private static Instant settled(Row snapshot) {
    return snapshot.getTimestamp(1).toInstant().plusSeconds(600);
  }

  private static String[] snapshots(String table) {
    return new String[] {
      "elbo.data { format = table, path = \"%s\" }".formatted(table),
      "elbo.retrain.watermark { by = snapshot, column = null }"
    };
  }

  private News look(Optional<Snapshot> last, Range asked, String table) {
    var settings = days.settings(snapshots(table)).settings();
    return Arrivals.of(
            days.spark,
            settings.data(),
            settings.retrain().watermark(),
            Clock.fixed(days.now, ZoneOffset.UTC),
            snapshot -> Optional.empty())
        .look(last, asked);
  }

  @Test
  void theNewestSnapshotThatIsOldEnoughIsTakenAndYoungerOnesWait() {
    String table = "nights.lab.looked";
    Row first = commit(table, days.table(Days.rows(5, 1, 0)));
    Row second = commit(table, days.table(Days.rows(6, 2, 0)));
    days.now = settled(first).minusMillis(1);
    assertThat(look(Optional.empty(), Range.ALL, table))
        .satisfies(news -> assertThat(news.isNew()).isFalse())
        .extracting(News::said)
        .isEqualTo("No snapshot of it is [600] s old.");
    days.now = settled(second).minusMillis(1);
    News news = look(Optional.empty(), Range.ALL, table);
    assertThat(news.snapshot()).isEqualTo(new Snapshot("snapshot", id(first), id(first)));
    assertThat(news.rows().get().count()).isEqualTo(5);
    assertThat(news.waiting())
        .containsExactly(
            "Left for the next run: snapshot [%s], committed at [%s] and not yet [600] s old."
                .formatted(id(second), second.getTimestamp(1).toInstant()));
    assertThat(look(Optional.of(news.snapshot()), Range.ALL, table).isNew()).isFalse();
    days.now = settled(second);
    News next = look(Optional.of(news.snapshot()), Range.ALL, table);
    assertThat(next.isNew()).isTrue();
    assertThat(next.rows().get().count()).isEqualTo(11);
  }

  @Test
  void snapshotsOfATableAreTrainedOnAsTheyComeAndAnOldOneIsTheSameRun() {
    String table = "nights.lab.trained";
    Row first = commit(table, days.table(Days.rows(500, 1, 0)));
    days.now = settled(first);
    assertThat(days.code(snapshots(table))).as("%s", days.notes).isZero();
    assertThat(days.code(snapshots(table))).isEqualTo(99);
    days.now = settled(commit(table, days.table(Days.rows(4000, 2, 0))));
    assertThat(days.code(snapshots(table))).as("%s", days.notes).isZero();
    assertThat(context(0).rows()).isEqualTo(500 - days.held());
    assertThat(context(1).rows()).isBetween(3900L, 4500L - days.held());
    assertThat(days.code(snapshots(table))).isEqualTo(99);
    Outcome back =
        days.retrain(
            new Range(Optional.empty(), Optional.of(id(first))), step -> {}, snapshots(table));
    String run = back.decision().get().runId();
    assertThat(back.exitCode()).as("the model of all rows stays champion").isEqualTo(10);
    assertThat(days.notes)
        .contains("Run %s is finished already: its model is read.".formatted(run));
    assertThat(days.decisions()).hasSize(2).anyMatch(record -> record.runId().equals(run));
  }

  @Test
  void whatCannotBeToldOfATableIsSaid() {
    String table = "nights.lab.refused";
    commit(table, days.table(Days.rows(5, 1, 0)));
    assertThatThrownBy(
            () -> look(Optional.empty(), new Range(Optional.of("1"), Optional.empty()), table))
        .hasMessage(
            "Cannot use --since [1]: a snapshot of a table is all of it. Give --until with the id of a snapshot, or set elbo.data.filter.");
    days.table(Days.rows(5, 1, 0)).createOrReplaceTempView("nightly");
    assertThatThrownBy(() -> look(Optional.empty(), Range.ALL, "nightly"))
        .hasMessage(
            "Cannot tell what is new in [nightly]: it keeps no snapshots that Spark could list. Set elbo.retrain.watermark.by to partition or modified.");
  }
}
