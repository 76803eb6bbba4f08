package dev.elbo.job.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.store.DecisionRecord.Snapshot;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is new by the values of a column of a table, whatever their type. */
class ColumnPartitionsTest {
  private static final String ZONE = "spark.sql.session.timeZone";

  @TempDir private Path folder;
  private final TimeZone zone = TimeZone.getDefault();
  private SparkSession spark;
  private String sessionZone;

  @BeforeEach
  void setUp() {
    spark = new Days(folder).spark;
    sessionZone = spark.conf().get(ZONE);
  }

  @AfterEach
  void backHome() {
    TimeZone.setDefault(zone);
    spark.conf().set(ZONE, sessionZone);
  }

  /** As many rows of each value as its place says. */
  private News look(String values, Optional<Snapshot> last, Range asked) {
    spark
        .sql(
            "select cast(rand(1) as double) a, day from (select posexplode(array(%s)) as (place, day)) lateral view explode(sequence(0, place)) as n"
                .formatted(values))
        .createOrReplaceTempView("days");
    Days days = new Days(folder);
    var data = days.settings("elbo.data { format = table, path = days }").settings().data();
    return new ColumnPartitions(spark, data, "day").look(last, asked);
  }

  private News look(String values) {
    return look(values, Optional.empty(), Range.ALL);
  }

  private static Range range(String since, String until) {
    return new Range(Optional.ofNullable(since), Optional.ofNullable(until));
  }

  @Test
  void textsOfNumbersAreInTheOrderOfNumbers() {
    News news = look("'8', '10', '9'");
    assertThat(news.snapshot()).isEqualTo(new Snapshot("partition day", "9", "rows-4"));
    assertThat(news.waiting()).singleElement().asString().contains("the rows with [10] in [day]");
    News chosen = look("'8', '10', '9', '11'", Optional.empty(), range("9", "10"));
    assertThat(chosen.rows().get().select("day").distinct().as("day").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("9", "10");
    Optional<Snapshot> seen = Optional.of(news.snapshot());
    News next = look("'8', '10', '9', '11'", seen, Range.ALL);
    assertThat(next.snapshot().watermark()).isEqualTo("10");
    assertThat(next.fresh().get().get().select(Batches.COLUMN).distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("10");
  }

  @Test
  void timestampsMeanTheSameInEveryZone() {
    String times =
        "timestamp'2026-03-01 00:00:00.25Z', timestamp'2026-03-01 23:30:00Z', timestamp'2026-03-02 01:00:00Z'";
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
    spark.conf().set(ZONE, "America/New_York");
    News news = look(times);
    assertThat(news.snapshot())
        .isEqualTo(new Snapshot("partition day", "2026-03-01T23:30:00.000000Z", "rows-3"));
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    spark.conf().set(ZONE, "Asia/Tokyo");
    Optional<Snapshot> seen = Optional.of(news.snapshot());
    assertThat(look(times, seen, Range.ALL).isNew()).isFalse();
    News next = look(times + ", timestamp'2026-03-03 00:00:00Z'", seen, Range.ALL);
    assertThat(next.rows().get().count()).isEqualTo(6);
    assertThat(next.fresh().get().get().count()).as("of 2026-03-02 01:00").isEqualTo(3);
    assertThat(
            look(times, Optional.empty(), range(null, "2026-03-01T12:00:00Z")).snapshot().listing())
        .isEqualTo("rows-1");
  }

  @Test
  void otherTypesKeepTheirOrder() {
    assertThat(look("8, 10, 9").snapshot().watermark()).isEqualTo("9");
    assertThat(look("1.5d, 2.0d, 10.0d").snapshot().watermark()).isEqualTo("2");
    assertThat(look("1.50, 2.25, 10.00").snapshot().watermark()).isEqualTo("2.25");
    assertThat(look("date'2026-01-09', date'2026-01-10', null").snapshot().watermark())
        .isEqualTo("2026-01-09");
    assertThat(
            look("timestamp_ntz'2026-01-09 00:00:00', timestamp_ntz'2026-01-10 00:00:00'")
                .snapshot())
        .isEqualTo(new Snapshot("partition day", "2026-01-09T00:00:00.000000", "rows-1"));
  }

  @Test
  void aPartThatIsNoValueOfTheColumnIsRefused() {
    assertThatThrownBy(() -> look("8, 10, 9", Optional.empty(), range(null, "soon")))
        .isInstanceOfSatisfying(
            ElboException.class, e -> assertThat(e.kind()).isEqualTo(ElboException.Kind.SETTINGS))
        .hasMessage(
            "Cannot use --until [soon]: the values of [day] are of type [int]. Give one of them.");
    assertThatThrownBy(
            () -> look("date'2026-01-09', date'2026-01-10'", Optional.empty(), range("9/1", null)))
        .hasMessageStartingWith("Cannot use --since [9/1]: ");
  }

  @Test
  void thousandsOfNewValuesAreOneBatch() {
    Optional<Snapshot> seen = Optional.of(new Snapshot("partition day", "1", "rows-1"));
    spark
        .sql("select cast(id as double) a, id day from range(3000)")
        .createOrReplaceTempView("many");
    var data =
        new Days(folder).settings("elbo.data { format = table, path = many }").settings().data();
    News news = new ColumnPartitions(spark, data, "day").look(seen, Range.ALL);
    assertThat(news.fresh().get().get().groupBy(Batches.COLUMN).count().collectAsList())
        .extracting(row -> row.getString(0), Row::size, row -> row.getLong(1))
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Batches.ALL, 2, 2997L));
  }
}
