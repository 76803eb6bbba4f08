package dev.elbo.job.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.store.DecisionRecord.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows that models are compared on, over the nights. All seeds are fixed. */
class FrozenHoldoutTest {
  @TempDir private Path folder;
  private Days days;

  @BeforeEach
  void start() {
    days = new Days(folder);
  }

  private Path holdout(String generation) {
    return days.path("out/models/tiny/holdout").resolve(generation);
  }

  private Context last() {
    return days.decisions().get(days.decisions().size() - 1).context().get();
  }

  private FrozenHoldout newest() {
    return FrozenHoldout.newest(days.spark, days.registry().holdout()).orElseThrow();
  }

  @Test
  void oneThatIsMovedAwayIsFollowedByAnotherNumberOnWhichEverythingIsMeasuredAnew()
      throws IOException {
    days.day("2026-01-01", 500, 1);
    assertThat(days.code()).isZero();
    Files.move(holdout(""), days.path("rotated"));
    days.day("2026-01-02", 4000, 2);
    assertThat(days.code()).as("%s", days.notes).isZero();
    assertThat(last().holdout()).isEqualTo("00000002");
    assertThat(last().seeds()).hasSize(2);
    assertThat(days.decisions().get(1).decision().get().comparison())
        .as("it is compared with the champion")
        .isPresent();
    days.day("2026-01-03", 20, 3);
    days.code();
    assertThat(days.decisions()).hasSize(3);
    assertThat(last().holdout()).isEqualTo("00000002");
    assertThat(last().seeds()).as("the spread is known").isEmpty();
  }

  @Test
  void oneWhoseRowsAreGoneComparesNothing() throws IOException {
    days.day("2026-01-01", 500, 1).day("2026-01-02", 500, 2);
    assertThat(days.code()).isZero();
    long rows = newest().rows().count();
    Files.delete(parts(holdout("00000001")).get(0));
    assertThatThrownBy(this::newest)
        .isInstanceOfSatisfying(
            ElboException.class, e -> assertThat(e.kind()).isEqualTo(ElboException.Kind.DATA))
        .hasMessageMatching(
            "Cannot compare on holdout \\[.*/holdout/00000001]: it has \\[\\d+] of the \\["
                + rows
                + "] rows that were frozen. Restore its files, or move the folder away to have another one frozen.");
    days.day("2026-01-03", 100, 3);
    assertThat(days.code()).isEqualTo(3);
  }

  private static List<Path> parts(Path generation) throws IOException {
    try (Stream<Path> files = Files.list(generation)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  /** What object stores leave when they are stopped amid a rename. */
  @Test
  void oneThatIsHalfThereDoesNotCountAndIsFrozenAnew() throws IOException {
    days.day("2026-01-01", 500, 1).day("2026-01-02", 500, 2);
    assertThat(days.code()).isZero();
    long rows = newest().rows().count();
    Path facts = holdout("00000001").resolve("_holdout.json");
    Files.delete(facts);
    Files.delete(parts(holdout("00000001")).get(0));
    assertThat(FrozenHoldout.newest(days.spark, days.registry().holdout())).isEmpty();

    List<Boolean> isCounted = new ArrayList<>();
    Dataset<Row> all = days.table(Days.rows(500, 1, 0)).union(days.table(Days.rows(500, 2, 0)));
    Decisions decisions = new Decisions(new Configuration(), days.registry());
    RunHoldout held =
        new RunHoldout(
            days.spark,
            days.registry().holdout(),
            days.settings().settings(),
            all,
            decisions.profile(days.decisions().get(0).runId()).orElseThrow());
    FrozenHoldout frozen =
        held.freeze(
            Optional.empty(),
            0,
            () -> isCounted.add(hasFacts(days.path("out/models/tiny/holdout"))));
    assertThat(isCounted).as("the facts come after the rename").containsExactly(false);
    assertThat(facts).exists();
    assertThat(frozen.generation()).isEqualTo("00000001");
    assertThat(frozen.rows().count()).isEqualTo(rows);
  }

  private static boolean hasFacts(Path holdout) {
    try (Stream<Path> files = Files.walk(holdout)) {
      return files.anyMatch(file -> file.endsWith("_holdout.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Dataset<Row> gappy(int count, long seed) {
    return days.table(Days.rows(count, seed, 0))
        .withColumn("b", functions.when(functions.col("c").gt(-1), functions.col("b")));
  }

  private long gaps() {
    return newest().rows().where("b IS NULL").count();
  }

  @Test
  void oneWithMissingCellsIsNotForModelsThatTakeNone() throws IOException {
    days.day("2026-01-01", gappy(500, 1));
    assertThat(days.code("elbo.data.missing = mean")).as("%s", days.notes).isZero();
    assertThat(gaps()).isPositive();
    days.day("2026-01-02", gappy(4000, 2));
    assertThat(days.code("elbo.data.missing = drop")).as("%s", days.notes).isZero();
    assertThat(last().holdout()).isEqualTo("00000002");
    assertThat(days.decisions().get(1).decision().get().comparison()).isPresent();
    assertThat(gaps()).isZero();

    Files.move(holdout(""), days.path("rotated"));
    days.day("2026-01-03", gappy(100, 3));
    assertThat(days.code("elbo.data.missing = mean")).as("%s", days.notes).isIn(0, 10);
    assertThat(last().holdout()).isEqualTo("00000003");
    assertThat(days.decisions().get(2).decision().get().comparison())
        .as("the champion takes no row with missing cells")
        .isPresent();
    assertThat(gaps()).isZero();
  }
}
