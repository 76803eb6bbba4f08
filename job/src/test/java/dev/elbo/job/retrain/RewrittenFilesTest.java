package dev.elbo.job.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.settings.Settings;
import dev.elbo.store.DecisionRecord.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that were trained on and are written anew, while the clock stands at {@link Days#NOW}. */
class RewrittenFilesTest {
  private static final String PARTITION = "";
  private static final String MODIFIED = "elbo.retrain.watermark { by = modified, column = null }";

  @TempDir private Path folder;
  private final Map<String, Listing> known = new HashMap<>();
  private Days days;

  @BeforeEach
  void twoDays() {
    days = new Days(folder);
    days.day("1", 5, 1).day("2", 6, 2);
  }

  private News look(Optional<Snapshot> last, String watermark) {
    Settings settings = days.settings(watermark).settings();
    News news =
        Arrivals.of(
                days.spark,
                settings.data(),
                settings.retrain().watermark(),
                Clock.fixed(Days.NOW, ZoneOffset.UTC),
                snapshot -> Optional.ofNullable(known.get(snapshot.listing())))
            .look(last, Range.ALL);
    news.listing().ifPresent(listing -> known.put(listing.digest(), listing));
    return news;
  }

  private Optional<Snapshot> seen(String watermark) {
    return Optional.of(look(Optional.empty(), watermark).snapshot());
  }

  private Path file(String day) throws IOException {
    try (Stream<Path> files = Files.list(days.data().resolve("day=" + day))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().get();
    }
  }

  /** As overwriting by Spark does: the files of a partition go, and others come. */
  private void overwrite(String day, int rows) throws IOException {
    Files.delete(file(day));
    days.day(day, rows, 7);
    young(day);
  }

  private void young(String day) {
    Days.touch(days.data().resolve("day=" + day), Days.NOW.minusSeconds(300));
  }

  private void quiet(String day) {
    Days.touch(days.data().resolve("day=" + day), Days.NOW.minusSeconds(601));
  }

  @Test
  void aPartitionThatIsOverwrittenIsWaitedForAndSaysUntilWhen() throws IOException {
    Optional<Snapshot> seen = seen(PARTITION);
    overwrite("1", 50);
    days.day("3", 7, 3);
    News waiting = look(seen, PARTITION);
    assertThat(waiting.isNew()).as("day 3 would be trained on without day 1").isFalse();
    assertThat(waiting.sentence())
        .isEqualTo(
            "Waiting: [file:%s] is still written, among what was trained on. Nothing is trained without it; it counts as written at [2026-06-01T03:05:00Z]."
                .formatted(file("1")));
    assertThat(waiting.waiting())
        .containsExactly(
            "Still written: [file:%s], changed at [2026-06-01T02:55:00Z], among what was trained on."
                .formatted(file("1")));
    quiet("1");
    News news = look(seen, PARTITION);
    assertThat(news.isNew()).isTrue();
    assertThat(news.rows().get().count()).isEqualTo(50 + 6 + 7);
  }

  @Test
  void aNewPartitionThatIsWrittenKeepsNoneThatIsTrainedOnWaiting() {
    Optional<Snapshot> seen = seen(PARTITION);
    days.day("3", 7, 3).day("4", 8, 4);
    young("4");
    News news = look(seen, PARTITION);
    assertThat(news.rows().get().count()).isEqualTo(5 + 6 + 7);
    assertThat(news.waiting()).contains("Left for the next run: partition [4].");
  }

  @Test
  void ofFilesTheOneThatIsWrittenAnewIsWaitedFor() throws IOException {
    Optional<Snapshot> seen = seen(MODIFIED);
    days.day("3", 7, 3);
    young("1");
    News waiting = look(seen, MODIFIED);
    assertThat(waiting.isNew()).as("2 and 3 would be trained on without 1").isFalse();
    assertThat(waiting.sentence()).contains(file("1").toString());
    quiet("1");
    assertThat(look(seen, MODIFIED).rows().get().count()).isEqualTo(5 + 6 + 7);
  }

  @Test
  void ofFilesThoseThatTakeThePlaceOfOthersInTheirFolderAreWaitedFor() throws IOException {
    Optional<Snapshot> seen = seen(MODIFIED);
    overwrite("2", 60);
    assertThat(look(seen, MODIFIED).state()).isEqualTo(News.State.WAITING);
    quiet("2");
    assertThat(look(seen, MODIFIED).rows().get().count()).isEqualTo(5 + 60);
  }

  @Test
  void ofFilesNewOnesAreLeftForTheNextRunThoughOthersWent() throws IOException {
    Optional<Snapshot> seen = seen(MODIFIED);
    Files.delete(file("1"));
    days.day("3", 7, 3);
    young("3");
    News news = look(seen, MODIFIED);
    assertThat(news.isNew()).isTrue();
    assertThat(news.rows().get().count()).isEqualTo(6);
    assertThat(news.waiting()).singleElement().asString().startsWith("Left for the next run: [");
  }

  @Test
  void whereNobodyKnowsWhatWasSeenEveryYoungFileIsWaitedFor() throws IOException {
    Optional<Snapshot> seen = seen(MODIFIED);
    known.clear();
    days.day("3", 7, 3);
    young("3");
    assertThat(look(seen, MODIFIED).state()).isEqualTo(News.State.WAITING);
    quiet("3");
    assertThat(look(seen, MODIFIED).fresh().get().get().count()).isEqualTo(7);
  }

  @Test
  void freshRowsAreThoseOfFilesThatNoRunHasSeenWithTheirBatch() {
    Optional<Snapshot> seen = seen(PARTITION);
    days.day("1", 4, 8).day("3", 7, 3);
    assertThat(batches(look(seen, PARTITION))).isEqualTo(Map.of("1", 4L, "3", 7L));
    Optional<Snapshot> files = seen(MODIFIED);
    days.day("2", 9, 4).day("4", 8, 5);
    Days.touch(days.data().resolve("day=4"), Days.NOW.minusSeconds(4000));
    assertThat(batches(look(files, MODIFIED)))
        .isEqualTo(Map.of("files changed on 2026-05-31", 9L, "files changed on 2026-06-01", 8L));
  }

  private static Map<String, Long> batches(News news) {
    Map<String, Long> batches = new HashMap<>();
    news.fresh()
        .orElseThrow()
        .get()
        .groupBy(Batches.COLUMN)
        .count()
        .collectAsList()
        .forEach(row -> batches.put(row.getString(0), row.getLong(1)));
    return batches;
  }

  @Test
  void aRunThatWaitsSaysSoInTheEndAndTheNextOneTrains() {
    days.day("1", 300, 11);
    assertThat(days.code()).isZero();
    days.day("3", 7000, 3);
    young("2");
    Outcome outcome = days.retrain();
    assertThat(outcome.exitCode()).isEqualTo(99);
    assertThat(outcome.text())
        .startsWith("Waiting: [")
        .endsWith("it counts as written at [2026-06-01T03:05:00Z].");
    quiet("2");
    assertThat(days.code()).as("%s", days.notes).isZero();
    assertThat(days.path("out/models/tiny/listings").toFile().list()).hasSize(1);
  }

  @Test
  void whatIsKeptOfFilesIsReadAgainAndTheOldIsRemoved() {
    Snapshot seen = seen(PARTITION).orElseThrow();
    Listing listing = known.get(seen.listing());
    Listings listings =
        new Listings(days.spark.sparkContext().hadoopConfiguration(), days.registry());
    listings.prune(Optional.empty());
    assertThat(listings.of(seen)).isEmpty();
    listings.write(listing);
    assertThat(listings.of(seen)).contains(listing);
    days.day("3", 7, 3);
    Snapshot next = look(Optional.of(seen), PARTITION).snapshot();
    listings.write(known.get(next.listing()));
    listings.prune(Optional.of(next));
    assertThat(listings.of(seen)).isEmpty();
    assertThat(listings.of(next)).isPresent();
    assertThat(List.of(days.path("out/models/tiny/listings").toFile().list())).hasSize(1);
  }
}
