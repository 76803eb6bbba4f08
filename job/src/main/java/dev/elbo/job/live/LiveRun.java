package dev.elbo.job.live;

import dev.elbo.report.ReportData;
import dev.elbo.report.RunView;
import dev.elbo.report.RunView.Memory;
import dev.elbo.report.RunView.Pace;
import dev.elbo.report.RunView.Round;
import dev.elbo.report.RunView.State;
import dev.elbo.store.EpochMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run as it goes: told by the thread that trains, looked at by those of Spark's servlets. */
final class LiveRun {
  private final String id;
  private final List<ReportData.Setting> settings;
  private final Clock clock;
  private final Instant began;
  private final List<EpochMetrics> lines = new ArrayList<>();
  private Instant ended;
  private State state = State.RUNNING;
  private String doing = "";
  private Pace pace;
  private Round round;
  private int rollbacks;
  private Memory memory;

  LiveRun(String id, List<ReportData.Setting> settings, Clock clock) {
    this.id = id;
    this.settings = settings;
    this.clock = clock;
    this.began = clock.instant();
  }

  /** As it stands. */
  synchronized RunView view() {
    return new RunView(
        id,
        settings,
        began,
        Optional.ofNullable(ended),
        state,
        doing,
        Optional.ofNullable(pace),
        Optional.ofNullable(round),
        lines,
        rollbacks,
        Optional.ofNullable(memory));
  }

  synchronized void doing(String what) {
    doing = what;
  }

  /** Epochs of an earlier start. */
  synchronized void past(List<EpochMetrics> epochs) {
    lines.addAll(epochs);
  }

  synchronized void started(int completed, int epochs) {
    Instant now = clock.instant();
    pace = new Pace(completed, completed, epochs, now, now);
  }

  synchronized void round(int number, int of, double epochs, Memory held) {
    double seconds = Duration.between(pace.at(), clock.instant()).toNanos() / 1e9;
    round = new Round(number, of, seconds);
    memory = held;
    moved(epochs);
  }

  synchronized void epoch(EpochMetrics line) {
    lines.add(line);
    moved(line.epoch());
  }

  synchronized void rollback(int epoch) {
    rollbacks++;
    moved(epoch);
  }

  private void moved(double epochs) {
    pace = new Pace(pace.before(), epochs, pace.epochs(), pace.started(), clock.instant());
  }

  /** Came to its end; only the first call counts. */
  synchronized void ended(State how, String why) {
    if (state == State.RUNNING) {
      state = how;
      doing = why;
      ended = clock.instant();
    }
  }
}
