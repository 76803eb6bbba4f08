package dev.elbo.job.live;

import dev.elbo.report.ReportData;
import dev.elbo.report.RunView.State;
import dev.elbo.store.EpochMetrics;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;

/**
 * A run that Spark's users can watch. It is told by the thread that trains; closed, it leaves
 * nothing behind in the session but its place in the tab.
 */
public final class ShownRun implements AutoCloseable {
  private final SparkContext spark;
  private final JobLabels labels;
  private Optional<LiveRun> run = Optional.empty();

  private ShownRun(SparkContext spark) {
    this.spark = spark;
    this.labels = JobLabels.of(spark);
  }

  /** Begins with what comes before a run has a name: reading the data. */
  public static ShownRun of(SparkContext spark) {
    return new ShownRun(spark);
  }

  /**
   * The run has a name from now on.
   *
   * @param settings those that are not the default, secrets redacted
   * @return where to watch it with a browser, if Spark has a UI
   */
  public Optional<String> begin(String id, List<ReportData.Setting> settings) {
    labels.run(id);
    LiveRun live = new LiveRun(id, settings, Clock.systemUTC());
    run = Optional.of(live);
    RunMetrics.show(live);
    return SparkPage.show(spark, live);
  }

  /** What the jobs from now on do, a few words. */
  public void doing(String what) {
    labels.doing(what);
    run.ifPresent(live -> live.doing(what));
  }

  /** The epochs of an earlier start. */
  public void past(List<EpochMetrics> lines) {
    run.ifPresent(live -> live.past(lines));
  }

  /** Training begins after some epochs. */
  public void started(int completed, int epochs) {
    run.ifPresent(live -> live.started(completed, epochs));
  }

  /**
   * A round is over.
   *
   * @param number counted from 1 within its epoch
   * @param of so many
   * @param epochs completed so far, a fraction
   * @param memory the most that a process which trains holds
   */
  public void round(int number, int of, double epochs, ProcessMemory memory) {
    run.ifPresent(live -> live.round(number, of, epochs, memory.view()));
  }

  /** An epoch is over. */
  public void epoch(EpochMetrics line) {
    run.ifPresent(live -> live.epoch(line));
  }

  /** Training diverged and goes back to the end of an epoch. */
  public void rollback(int epoch) {
    run.ifPresent(live -> live.rollback(epoch));
  }

  /** The run is done. */
  public void finished(String how) {
    run.ifPresent(live -> live.ended(State.FINISHED, how));
  }

  /** The run ended early, for a reason that people can read. */
  public void failed(String why) {
    run.ifPresent(live -> live.ended(State.FAILED, why));
  }

  @Override
  public void close() {
    failed("stopped");
    run.ifPresent(RunMetrics::hide);
    labels.close();
  }
}
