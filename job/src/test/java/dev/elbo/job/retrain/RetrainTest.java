package dev.elbo.job.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.feature.Preparation;
import dev.elbo.gate.Difference;
import dev.elbo.gate.Difference.Severity;
import dev.elbo.registry.Change;
import dev.elbo.registry.Lease;
import dev.elbo.registry.Reason;
import dev.elbo.registry.VersionRecord;
import dev.elbo.store.DecisionRecord;
import dev.elbo.store.ModelDirectory;
import dev.elbo.store.RunDirectory;
import dev.elbo.store.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nights of a model on a table that grows. All seeds are fixed: no run ends otherwise by chance.
 */
class RetrainTest {
  @TempDir private Path folder;
  private Days days;

  @BeforeEach
  void theFirstDay() {
    days = new Days(folder);
    days.day("2026-01-01", 500, 1);
  }

  @Test
  void nightsOfAModel() {
    assertThat(days.code()).as("the first model").isZero();
    assertThat(days.champion()).isEqualTo("v00000001");
    DecisionRecord first = days.decisions().get(0);
    assertThat(first.context().get().seeds()).hasSize(2);
    assertThat(days.code()).as("nothing new").isEqualTo(99);
    assertThat(days.decisions()).hasSize(1);

    days.day("2026-01-02", 4000, 2);
    assertThat(days.code()).as("eight times the rows: %s", days.notes).isZero();
    assertThat(days.champion()).isEqualTo("v00000002");
    DecisionRecord second = days.decisions().get(1);
    assertThat(second.context().get().seeds()).as("the spread is known").isEmpty();
    assertThat(second.context().get().elbo().get())
        .isGreaterThan(first.context().get().elbo().get());
    assertThat(second.decision().get().comparison().get().championElbo())
        .as("the same noise on the same rows")
        .isEqualTo(first.context().get().elbo().get());

    days.day("2026-01-03", 20, 3);
    assertThat(days.code("elbo.retrain.gate.margin = 10"))
        .as("hardly more, and much is asked for: %s", days.notes)
        .isEqualTo(10);
    assertThat(days.champion()).isEqualTo("v00000002");
    assertThat(days.registry().versions())
        .extracting(VersionRecord::version)
        .containsExactly("v00000001", "v00000002", "v00000003");
    assertThat(days.code("elbo.retrain.gate.margin = 10")).as("decided is decided").isEqualTo(99);

    days.day("2026-01-04", days.table(Days.rows(200, 4, 40)));
    assertThat(days.code()).as("a bad day").isEqualTo(3);
    assertThat(days.notes.get(days.notes.size() - 1))
        .startsWith("Cannot rely on column [a] of the new rows of [2026-01-04]: ")
        .contains("Nothing was trained; [")
        .contains("checks/");
    assertThat(days.decisions()).hasSize(3);
    assertThat(days.code()).as("and again, until somebody looks").isEqualTo(3);
    assertThat(days.registry().history()).hasSize(2);
  }

  @Test
  void noRowOfTheHoldoutIsTrainedOnNotEvenWhenItComesAgain() {
    assertThat(days.code()).isZero();
    FrozenHoldout holdout =
        FrozenHoldout.newest(days.spark, days.registry().holdout()).orElseThrow();
    Dataset<Row> held = holdout.rows().select("a", "b", "c");
    long count = held.count();
    assertThat(days.decisions().get(0).context().get().rows()).isEqualTo(500 - count);
    days.day("2026-01-02", held.union(days.table(Days.rows(50, 7, 0))));
    days.code();
    Dataset<Row> all = days.spark.read().parquet(days.data().toString());
    Set<List<Object>> frozen = new HashSet<>();
    held.collectAsList().forEach(row -> frozen.add(List.of(row.get(0), row.get(1), row.get(2))));
    Dataset<Row> trained = holdout.choice().outOf(all);
    trained
        .select("a", "b", "c")
        .collectAsList()
        .forEach(
            row ->
                assertThat(frozen.contains(List.of(row.get(0), row.get(1), row.get(2)))).isFalse());
    assertThat(days.decisions().get(1).context().get().rows()).isEqualTo(trained.count());
    assertThat(FrozenHoldout.newest(days.spark, days.registry().holdout()).get().rows().count())
        .as("frozen")
        .isEqualTo(count);
  }

  /** Thrown in place of a kill. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private void killedAfter(Step step) {
    boolean[] isDead = {false};
    assertThatThrownBy(
            () ->
                days.retrain(
                    Range.ALL,
                    done -> {
                      if (done == step) {
                        isDead[0] = true;
                        throw new Killed();
                      }
                    }))
        .isInstanceOf(Killed.class);
    assertThat(isDead[0]).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void theNextRunFinishesWhatAKilledOneBegan(Step step) throws IOException {
    killedAfter(step);
    leaveHalfWritten("versions/.v.1.tmp/model/parameters.npz");
    leaveHalfWritten("holdout/.00000001.2.tmp/part-0.parquet");
    for (String folder : List.of("decisions", "profiles", "checks")) {
      leaveHalfWritten(folder + "/.run.json.3.tmp");
    }
    boolean wasDone = step.compareTo(Step.RECORD) >= 0;
    assertThat(days.code()).isEqualTo(wasDone ? 99 : 0);
    assertThat(days.champion()).isEqualTo("v00000001");
    assertThat(days.registry().history()).hasSize(1);
    assertThat(days.registry().versions()).hasSize(1);
    assertThat(days.decisions())
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(decision.version()).contains("v00000001");
              assertThat(decision.context().get().snapshot().get().watermark())
                  .isEqualTo("2026-01-01");
            });
    assertThat(hidden()).as("what it left half-written").isEmpty();
    assertThat(days.code()).isEqualTo(99);
  }

  private void leaveHalfWritten(String name) throws IOException {
    Path file = days.path("out/models/tiny").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "half");
  }

  private List<Path> hidden() throws IOException {
    try (Stream<Path> files = Files.walk(days.path("out/models/tiny"))) {
      return files.filter(file -> file.getFileName().toString().endsWith(".tmp")).toList();
    }
  }

  @Test
  void aChampionThatIsChangedByHandAfterTheComparisonStays() {
    assertThat(days.code()).isZero();
    days.day("2026-01-02", 4000, 2);
    assertThat(days.code()).isZero();
    days.day("2026-01-03", 8000, 3);
    Outcome outcome =
        days.retrain(
            Range.ALL,
            step -> {
              if (step == Step.SCORES) {
                days.registry().rollback(Reason.here("a hand came in between"));
              }
            },
            "elbo.retrain.gate.mode = not-worse",
            "elbo.retrain.gate.margin = 100");
    assertThat(outcome.exitCode()).isEqualTo(10);
    assertThat(outcome.text())
        .isEqualTo(
            "The champion stays: it was changed by hand after the comparison. The model is kept as version v00000003; `elbo models promote` publishes it.");
    assertThat(days.champion()).isEqualTo("v00000001");
    assertThat(days.registry().history())
        .extracting(Change::action)
        .containsExactly(Change.Action.PROMOTE, Change.Action.PROMOTE, Change.Action.ROLLBACK);
  }

  @Test
  void whileAnotherRunHoldsTheLeaseNothingIsDone() {
    try (Lease lease = days.registry().leases(Duration.ofMinutes(5)).take("somebody")) {
      assertThat(lease.isLost()).isFalse();
      assertThatThrownBy(() -> days.retrain())
          .isInstanceOfSatisfying(
              ElboException.class, e -> assertThat(e.kind()).isEqualTo(ElboException.Kind.BUSY))
          .hasMessageContaining("somebody");
    }
    assertThat(days.path("out/runs")).doesNotExist();
    assertThat(days.code()).isZero();
  }

  @Test
  void aBackfillIsDecidedOnceAndLeavesTheWatermarkWhereItIs() {
    days.day("2026-01-02", 300, 2);
    assertThat(days.code()).isZero();
    Range range = new Range(Optional.empty(), Optional.of("2026-01-01"));
    Outcome back = days.retrain(range, step -> {});
    assertThat(back.exitCode()).isEqualTo(10);
    days.notes.clear();
    Outcome again = days.retrain(range, step -> {});
    assertThat(again.exitCode()).isEqualTo(10);
    assertThat(again.text()).isEqualTo(back.text());
    assertThat(days.notes)
        .contains("Run %s has been decided before.".formatted(back.decision().get().runId()))
        .noneMatch(note -> note.startsWith("Run ") && note.contains("rows ("));
    assertThat(days.code()).isEqualTo(99);
  }

  @Test
  void aNewSchemaStopsUntilItIsLetThroughAndThenBeginsAnew() {
    assertThat(days.code()).isZero();
    Dataset<Row> wider =
        days.table(Days.rows(600, 5, 0))
            .withColumn("d", functions.col("a").multiply(functions.col("b")));
    days.day("2026-01-02", wider);
    assertThat(days.code()).isEqualTo(3);
    assertThat(days.notes.get(days.notes.size() - 1))
        .startsWith(
            "Cannot rely on column [d] of the new rows: it is new, and the champion was not trained on it.");
    String[] move = {
      "elbo.retrain.checks.schema = warn", "elbo.data.filter = \"day >= '2026-01-02'\""
    };
    assertThat(days.code(move)).as("%s", days.notes).isZero();
    assertThat(days.champion()).isEqualTo("v00000002");
    assertThat(days.decisions().get(1).context().get())
        .satisfies(
            context -> {
              assertThat(context.holdout()).isEqualTo("00000002");
              assertThat(context.seeds()).hasSize(2);
            });
    assertThat(days.code(move)).isEqualTo(99);
  }

  @Test
  void whatTheChecksFoundIsInRunJsonAndInTheReport() throws IOException {
    assertThat(days.code()).isZero();
    RunDirectory first = run(days.decisions().get(0));
    assertThat(RunRecord.read(first.runFile()).differences())
        .as("nobody compared the first rows")
        .isEmpty();
    assertThat(report(first)).doesNotContain("<h2>Checks</h2>");

    days.day("2026-01-02", 500, 2);
    days.code("elbo.retrain.checks.rows { warn = 1.5, stop = 3 }");
    RunDirectory second = run(days.decisions().get(1));
    String message =
        "Cannot rely on the new rows: there are [1000], and the champion was trained on [500], a difference of [2.000] where [1.5] is allowed. Mend the source, or raise elbo.retrain.checks.rows.warn.";
    assertThat(RunRecord.read(second.runFile()).differences().orElseThrow().all())
        .isEqualTo(days.decisions().get(1).differences().all())
        .contains(new Difference("rows", Optional.empty(), 2, 1.5, Severity.WARN, message));
    assertThat(report(second)).contains("<h2>Checks</h2>", message);
    assertThat(days.notes).contains("Warning: " + message);
  }

  private RunDirectory run(DecisionRecord decision) {
    return new RunDirectory(new Configuration(), days.path("out").toString(), decision.runId());
  }

  private static String report(RunDirectory run) throws IOException {
    return Files.readString(Path.of(run.reportFile().path().toUri().getPath()));
  }

  @Test
  void trainingGoesOnFromTheChampionWithItsPreparation() {
    assertThat(days.code()).isZero();
    days.day("2026-01-02", 500, 2);
    assertThat(days.code("elbo.retrain.from = champion")).as("%s", days.notes).isZero();
    String first = days.decisions().get(0).runId();
    String second = days.decisions().get(1).runId();
    assertThat(preparation(second)).isEqualTo(preparation(first));
    days.day("2026-01-03", 100, 3);
    assertThat(days.code("elbo.retrain.from = champion", "elbo.model.encoder = [9]")).isEqualTo(2);
    assertThat(days.notes.get(days.notes.size() - 1))
        .startsWith("Cannot go on from run [%s]: its network is [".formatted(second))
        .endsWith("Set elbo.retrain.from to scratch, or take back the change.");
  }

  private Preparation preparation(String runId) {
    String model = days.path("out/runs/" + runId + "/model").toString();
    return ModelDirectory.read(new Configuration(), new org.apache.hadoop.fs.Path(model))
        .metadata()
        .preparation();
  }

  @Test
  void tooFewRowsAreNotFrozen() {
    assertThat(days.code("elbo.retrain.holdout-fraction = 0.01")).isEqualTo(3);
    assertThat(days.notes.get(days.notes.size() - 1))
        .matches(
            "Cannot freeze a holdout: of \\[500] rows \\[\\d+] fall into elbo.retrain.holdout-fraction \\[0.01], and a comparison needs \\[30]. Give more rows, or raise the fraction.");
    assertThat(days.path("out/models/tiny/holdout/00000001")).doesNotExist();
  }
}
