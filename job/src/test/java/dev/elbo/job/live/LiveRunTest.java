package dev.elbo.job.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.report.RunView;
import dev.elbo.report.RunView.State;
import dev.elbo.store.EpochMetrics;
import dev.elbo.vae.ElboParts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a run remembers of itself. */
class LiveRunTest {
  private static final RunView.Memory MEMORY = new RunView.Memory(1, 2, OptionalLong.empty());

  /** A clock that stands until it is moved. */
  private static final class Hand extends Clock {
    private Instant now = Instant.EPOCH;

    void seconds(long passed) {
      now = now.plusSeconds(passed);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final Hand clock = new Hand();
  private final LiveRun run = new LiveRun("run", List.of(), clock);

  private static EpochMetrics line(int epoch) {
    ElboParts parts = new ElboParts(-2, 1, -3);
    return new EpochMetrics(epoch, parts, Optional.empty(), 1, 1, 1, 1, 0, 1, 0.1);
  }

  private Optional<Duration> left() {
    return run.view().pace().orElseThrow().left(clock.instant());
  }

  @Test
  void whatIsLeftGoesByTheEpochsOfThisStartAndFallsBetweenRounds() {
    run.started(4, 10);
    assertThat(left()).isEmpty();
    clock.seconds(30);
    run.round(1, 2, 4.5, MEMORY);
    assertThat(left()).contains(Duration.ofSeconds(330)); // 5.5 epochs of a minute
    clock.seconds(20);
    assertThat(left()).contains(Duration.ofSeconds(310));
    clock.seconds(1000);
    assertThat(left()).contains(Duration.ZERO);
  }

  @Test
  void aRoundTakesFromTheLastEventToItsEnd() {
    run.started(0, 2);
    clock.seconds(3);
    run.round(1, 1, 1, MEMORY);
    assertThat(run.view().round().orElseThrow().seconds()).isEqualTo(3);
    clock.seconds(50); // validation
    run.epoch(line(1));
    clock.seconds(4);
    run.round(1, 1, 2, MEMORY);
    assertThat(run.view().round().orElseThrow().seconds()).isEqualTo(4);
  }

  @Test
  void theFirstEndIsTheEnd() {
    clock.seconds(5);
    run.ended(State.FINISHED, "model of epoch 1");
    clock.seconds(5);
    run.ended(State.FAILED, "stopped");
    RunView view = run.view();
    assertThat(view.state()).isEqualTo(State.FINISHED);
    assertThat(view.doing()).isEqualTo("model of epoch 1");
    assertThat(view.lasted(clock.instant())).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void goingBackIsCountedAndTakesTheProgressBack() {
    run.started(0, 4);
    clock.seconds(1);
    run.round(1, 2, 2.5, MEMORY);
    run.rollback(2);
    assertThat(run.view().rollbacks()).isEqualTo(1);
    assertThat(run.view().pace().orElseThrow().share()).isEqualTo(0.5);
  }

  @Test
  void theOldestRunsThatEndedAreForgottenAndNoneThatGoes() {
    Runs runs = new Runs(2);
    LiveRun first = new LiveRun("first", List.of(), clock);
    runs.add(first);
    for (String id : List.of("second", "third", "fourth")) {
      LiveRun ended = new LiveRun(id, List.of(), clock);
      ended.ended(State.FINISHED, "");
      runs.add(ended);
    }
    assertThat(runs.views()).extracting(RunView::id).containsExactly("fourth", "first");
  }
}
