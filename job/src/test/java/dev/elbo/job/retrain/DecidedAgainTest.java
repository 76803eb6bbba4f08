package dev.elbo.job.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.registry.Reason;
import dev.elbo.store.DecisionRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that were trained on before, when another model is champion. All seeds are fixed. */
class DecidedAgainTest {
  /** Takes almost any model. */
  private static final String NOT_WORSE = "elbo.retrain.gate { mode = not-worse, margin = 1000 }";

  @TempDir private Path folder;
  private Days days;

  @BeforeEach
  void theFirstDay() {
    days = new Days(folder);
    days.day("2026-01-01", 500, 1);
  }

  @Test
  void aModelThatIsChampionNoMoreIsComparedWithTheOneThatIsAndNotTrainedAgain() {
    assertThat(days.code()).isZero();
    days.day("2026-01-02", 4000, 2);
    assertThat(days.code()).isZero();
    String first = days.decisions().get(0).runId();
    days.forget("2026-01-02");
    days.notes.clear();
    Outcome outcome = days.retrain();
    assertThat(outcome.exitCode()).isEqualTo(10);
    assertThat(outcome.text())
        .startsWith("The champion stays. Not promoted. Its ELBO on the holdout is [")
        .endsWith("The model is kept as version v00000001.");
    assertThat(days.champion()).isEqualTo("v00000002");
    assertThat(days.notes)
        .contains("Run %s is finished already: its model is read.".formatted(first));
    DecisionRecord again = days.decisions().get(1);
    assertThat(again.runId()).isEqualTo(first);
    assertThat(again.context().get().since()).isEqualTo(2);
    assertThat(again.context().get().seeds()).as("measured the first time").hasSize(2);
    assertThat(days.decisions()).hasSize(2);
    assertThat(days.registry().versions()).hasSize(2);
    assertThat(days.code()).isEqualTo(99);

    days.registry().promote("v1", Reason.here("a hand chose it"));
    Days.touch(days.data(), Days.NOW.minus(Duration.ofHours(1)));
    assertThat(days.code()).as("compared with itself: %s", days.notes).isEqualTo(10);
    days.registry().rollback(Reason.here("back"));
    Days.touch(days.data(), Days.NOW.minus(Duration.ofHours(2)));
    assertThat(days.code(NOT_WORSE)).as("%s", days.notes).isZero();
    assertThat(days.champion()).isEqualTo("v00000001");
    assertThat(days.registry().history()).hasSize(5);
    Days.touch(days.data(), Days.NOW.minus(Duration.ofHours(3)));
    assertThat(days.retrain().text()).startsWith("Version v00000001 is the champion. Promoted.");
    assertThat(days.registry().history()).hasSize(5);
  }

  @Test
  void theBestChampionIsRememberedWhateverIsDecidedOnItsModelLater() {
    days.day("2026-01-01", 4000, 2);
    assertThat(days.code()).isZero();
    double best = days.decisions().get(0).context().get().elbo().get();
    days.day("2026-01-02", 400, 3);
    Range second = new Range(Optional.of("2026-01-02"), Optional.empty());
    assertThat(days.retrain(second, step -> {}, NOT_WORSE).exitCode()).isZero();
    assertThat(days.decisions().get(1).context().get().elbo().get()).isLessThan(best);
    Range first = new Range(Optional.empty(), Optional.of("2026-01-01"));
    String demanding = "elbo.retrain.gate.margin = 1000";
    assertThat(days.retrain(first, step -> {}, demanding).exitCode()).isEqualTo(10);
    days.day("2026-01-03", 400, 4);
    Outcome outcome = days.retrain(NOT_WORSE);
    assertThat(outcome.decision().get().decision().get().measures())
        .filteredOn(measure -> measure.name().equals("slide"))
        .singleElement()
        .satisfies(
            slide ->
                assertThat(slide.value())
                    .isEqualTo(best - outcome.decision().get().context().get().elbo().get()));
  }
}
