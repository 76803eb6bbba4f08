package dev.elbo.job.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.settings.DataSettings;
import dev.elbo.settings.RetrainSettings.Watermark;
import dev.elbo.store.DecisionRecord.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is new, by each kind of watermark; the clock stands at {@link Days#NOW}. */
class ArrivalsTest {
  private static final String PARTITION = "";
  private static final String MODIFIED = "elbo.retrain.watermark { by = modified, column = null }";

  @TempDir private Path folder;
  private final Map<String, Listing> known = new HashMap<>();
  private Days days;

  @BeforeEach
  void setUp() {
    days = new Days(folder);
  }

  private News look(Optional<Snapshot> last, Range asked, String... more) {
    var settings = days.settings(more).settings();
    DataSettings data = settings.data();
    Watermark watermark = settings.retrain().watermark();
    Clock clock = Clock.fixed(days.now, ZoneOffset.UTC);
    News news =
        Arrivals.of(
                days.spark,
                data,
                watermark,
                clock,
                snapshot -> Optional.ofNullable(known.get(snapshot.listing())))
            .look(last, asked);
    news.listing().ifPresent(listing -> known.put(listing.digest(), listing));
    return news;
  }

  private News look(Optional<Snapshot> last, String... more) {
    return look(last, Range.ALL, more);
  }

  private static Range range(String since, String until) {
    return new Range(Optional.ofNullable(since), Optional.ofNullable(until));
  }

  private void young(String day) {
    Days.touch(days.data().resolve("day=" + day), Days.NOW.minusSeconds(10));
  }

  @Test
  void theFirstLookTakesAllPartitionsAndTheNextOneNothing() {
    days.day("2026-01-01", 5, 1).day("2026-01-02", 6, 2);
    News first = look(Optional.empty(), PARTITION);
    assertThat(first.isNew()).isTrue();
    assertThat(first.snapshot().watermark()).isEqualTo("2026-01-02");
    assertThat(first.rows().get().count()).isEqualTo(11);
    assertThat(first.waiting()).isEmpty();
    assertThat(look(Optional.of(first.snapshot()), PARTITION).isNew()).isFalse();
  }

  @Test
  void aNewPartitionIsNewsAndFreshAlone() {
    days.day("2026-01-01", 5, 1);
    Snapshot seen = look(Optional.empty()).snapshot();
    days.day("2026-01-02", 6, 2);
    News news = look(Optional.of(seen));
    assertThat(news.isNew()).isTrue();
    assertThat(news.rows().get().count()).isEqualTo(11);
    assertThat(news.fresh().get().get().count()).isEqualTo(6);
  }

  @Test
  void aPartitionThatIsStillWrittenWaitsWithAllAfterIt() {
    days.day("2026-01-01", 5, 1).day("2026-01-02", 6, 2).day("2026-01-03", 7, 3);
    young("2026-01-02");
    News news = look(Optional.empty());
    assertThat(news.snapshot().watermark()).isEqualTo("2026-01-01");
    assertThat(news.rows().get().count()).isEqualTo(5);
    assertThat(news.waiting())
        .anyMatch(note -> note.contains("not yet quiet for [600] s"))
        .contains(
            "Left for the next run: partition [2026-01-02].",
            "Left for the next run: partition [2026-01-03].");
  }

  @Test
  void aLateFileInAnOldPartitionIsNewsOnceItIsQuietAndTheWatermarkStays() {
    days.day("2026-01-01", 5, 1).day("2026-01-02", 6, 2);
    Snapshot seen = look(Optional.empty()).snapshot();
    days.day("2026-01-01", 4, 9);
    young("2026-01-01");
    News writing = look(Optional.of(seen));
    assertThat(writing.isNew()).as("nothing is trained on without it").isFalse();
    assertThat(writing.state()).isEqualTo(News.State.WAITING);
    Days.touch(days.data().resolve("day=2026-01-01"), Days.NOW.minusSeconds(3600));
    News news = look(Optional.of(seen));
    assertThat(news.isNew()).isTrue();
    assertThat(news.snapshot().watermark()).isEqualTo("2026-01-02");
    assertThat(news.rows().get().count()).isEqualTo(15);
  }

  @Test
  void partitionsThatAreNumbersAreInTheOrderOfNumbers() {
    days.day("9", 5, 1).day("10", 6, 2);
    assertThat(look(Optional.empty()).snapshot().watermark()).isEqualTo("10");
    assertThat(PartitionOrder.compare("9", "10")).isNegative();
    assertThat(PartitionOrder.compare("2026-01-09", "2026-01-10")).isNegative();
    assertThat(PartitionOrder.compare("1.50", "1.5")).isZero();
  }

  @Test
  void sinceAndUntilChoosePartitionsWithBothEnds() {
    days.day("1", 5, 1).day("2", 6, 2).day("3", 7, 3).day("4", 8, 4);
    News all = look(Optional.empty());
    News chosen = look(Optional.of(all.snapshot()), range("2", "3"));
    assertThat(chosen.isNew()).as("though nothing is").isTrue();
    assertThat(chosen.rows().get().count()).isEqualTo(13);
  }

  @Test
  void withoutFoldersTheLastValueOfAColumnWaitsForAGreaterOne() {
    for (int day = 1; day <= 3; day++) {
      days.table(Days.rows(day, day, 0))
          .withColumn("day", functions.lit(day))
          .write()
          .mode("append")
          .parquet(days.data().toString());
    }
    News news = look(Optional.empty());
    assertThat(news.snapshot()).isEqualTo(new Snapshot("partition day", "2", "rows-3"));
    assertThat(news.rows().get().count()).isEqualTo(3);
    assertThat(news.waiting())
        .containsExactly(
            "Left for the next run: the rows with [3] in [day], until there are some with a greater one.");
    assertThat(look(Optional.of(news.snapshot())).isNew()).isFalse();
    days.table(Days.rows(4, 9, 0))
        .withColumn("day", functions.lit(1))
        .write()
        .mode("append")
        .parquet(days.data().toString());
    News late = look(Optional.of(news.snapshot()));
    assertThat(late.isNew()).as("rows came late, with an old value").isTrue();
    assertThat(late.rows().get().count()).isEqualTo(7);
    assertThat(look(Optional.empty(), range("2", "2")).rows().get().count()).isEqualTo(2);
  }

  @Test
  void filesAreNewByTheirTimesAndByTheirComingAndGoing() throws IOException {
    days.day("1", 5, 1).day("2", 6, 2);
    Days.touch(days.data().resolve("day=2"), Days.NOW.minusSeconds(5000));
    News first = look(Optional.empty(), MODIFIED);
    assertThat(first.snapshot().watermark()).isEqualTo(Days.NOW.minusSeconds(5000).toString());
    assertThat(look(Optional.of(first.snapshot()), MODIFIED).isNew()).isFalse();
    days.day("3", 7, 3);
    Days.touch(days.data().resolve("day=3"), Days.NOW.minusSeconds(2000));
    News newer = look(Optional.of(first.snapshot()), MODIFIED);
    assertThat(newer.fresh().get().get().count()).isEqualTo(7);
    young("3");
    News waiting = look(Optional.of(first.snapshot()), MODIFIED);
    assertThat(waiting.isNew()).isFalse();
    assertThat(waiting.waiting()).hasSize(1);
    for (Path file : files("day=1")) {
      Files.delete(file);
    }
    assertThat(look(Optional.of(first.snapshot()), MODIFIED).rows().get().count()).isEqualTo(6);
    Instant before = Days.NOW.minusSeconds(4000);
    News until = look(Optional.empty(), range(null, before.toString()), MODIFIED);
    assertThat(until.rows().get().count()).isEqualTo(6);
    assertThatThrownBy(() -> look(Optional.empty(), range("yesterday", null), MODIFIED))
        .hasMessage(
            "Cannot use --since [yesterday]: with elbo.retrain.watermark.by = modified it is a time. Give one in UTC such as 2026-03-01T00:00:00Z.");
  }

  private List<Path> files(String partition) throws IOException {
    try (var files = Files.list(days.data().resolve(partition))) {
      return files.toList();
    }
  }

  @Test
  void aWatermarkOfAnotherKindSaysNothing() {
    days.day("1", 5, 1);
    Snapshot seen = look(Optional.empty(), MODIFIED).snapshot();
    assertThat(look(Optional.of(seen), PARTITION).isNew()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"idx", "image"})
  void formatsThatAreNoTablesAreRefused(String format) {
    days.day("1", 5, 1);
    String[] pictures = {
      "elbo.data { format = %s, scale = unit }".formatted(format),
      format.equals("image") ? "elbo.data.image = [4, 4]" : ""
    };
    assertThatThrownBy(
            () -> look(Optional.empty(), MODIFIED, pictures[0], pictures[1]).rows().get())
        .hasMessage(
            "Cannot retrain on [%s]: elbo.data.format [%s] is no table of files. Give a table: csv, parquet, json, orc, avro or libsvm."
                .formatted(days.data(), format));
  }

  @Test
  void aTableWithoutFilesHasNoTimesOfFiles() {
    assertThatThrownBy(
            () -> look(Optional.empty(), MODIFIED, "elbo.data { format = table, path = mine }"))
        .hasMessage(
            "Cannot tell what is new in [mine]: elbo.retrain.watermark.by is [modified], and a table has no files. Set it to partition or snapshot.");
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithThoseThatAre() {
    days.table(Days.rows(5, 1, 0)).write().parquet(days.data().toString());
    assertThatThrownBy(() -> look(Optional.empty()))
        .hasMessage(
            "Cannot tell what is new in [%s]: it has no column [day]. Set elbo.retrain.watermark.column to one of [a, b, c]."
                .formatted(days.data()));
  }
}
