package dev.elbo.report;

import dev.elbo.store.EpochMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A training run as it stands at a moment, for those who watch it. Text is plain text; the page
 * escapes it.
 *
 * @param id the run id
 * @param settings those that are not the default, secrets already redacted
 * @param began when its data had been read
 * @param ended when it came to its end, if it did
 * @param state whether it goes
 * @param doing what it does, or how it ended, a few words
 * @param pace of training, once it has begun
 * @param round the last one that ended in this start
 * @param lines one an epoch, those before a restart included
 * @param rollbacks how often training diverged and went back
 * @param memory the most that a process which trains held at the end of the last round
 */
public record RunView(
    String id,
    List<ReportData.Setting> settings,
    Instant began,
    Optional<Instant> ended,
    State state,
    String doing,
    Optional<Pace> pace,
    Optional<Round> round,
    List<EpochMetrics> lines,
    int rollbacks,
    Optional<Memory> memory) {

  public RunView {
    settings = List.copyOf(settings);
    lines = List.copyOf(lines);
  }

  /** Whether a run goes, and how it ended. */
  public enum State {
    RUNNING,
    FINISHED,
    FAILED
  }

  /**
   * How far training is.
   *
   * @param before completed epochs when this start began to train
   * @param done completed epochs, a fraction
   * @param epochs the length of training
   * @param started when this start began to train
   * @param at when the last round or epoch ended
   */
  public record Pace(int before, double done, int epochs, Instant started, Instant at) {

    /** The part of training that is done, from 0 to 1. */
    public double share() {
      return done / epochs;
    }

    /** The time that is left at the speed so far; empty before the first round. */
    public Optional<Duration> left(Instant now) {
      double mine = done - before;
      if (mine <= 0) {
        return Optional.empty();
      }
      double millis = Duration.between(started, at).toMillis() / mine * (epochs - done);
      Duration since = Duration.between(at, now);
      Duration left = Duration.ofMillis(Math.round(millis)).minus(since);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }
  }

  /**
   * A round that ended.
   *
   * @param number counted from 1 within its epoch
   * @param of so many
   * @param seconds that it took
   */
  public record Round(int number, int of, double seconds) {}

  /**
   * Memory of a process, in bytes.
   *
   * @param offHeap that JavaCPP counts; ND4J's own arrays are in the physical memory alone
   * @param physical that the process holds
   * @param gpu that is taken on its GPU, where that is known
   */
  public record Memory(long offHeap, long physical, OptionalLong gpu) {}

  /** The newest line, if an epoch is over. */
  public Optional<EpochMetrics> last() {
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
  }

  /** From its beginning to its end, or until now. */
  public Duration lasted(Instant now) {
    return Duration.between(began, ended.orElse(now));
  }
}
