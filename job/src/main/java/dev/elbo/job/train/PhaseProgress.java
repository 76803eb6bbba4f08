package dev.elbo.job.train;

import org.apache.spark.SparkContext;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Tells of what comes before the first epoch, reading and packing, if it takes long: a line now and
 * then, with the time that is left of it.
 */
final class PhaseProgress extends SparkListener implements AutoCloseable {
  private static final String PHASE = "elbo.phase";
  private static final double SECONDS_BETWEEN_LINES = 10;

  private final SparkContext spark;
  private final Progress progress;
  private String phase = "";
  private int stage = -1;
  private int all;
  private int done;
  private long started;
  private long told;

  private PhaseProgress(SparkContext spark, Progress progress) {
    this.spark = spark;
    this.progress = progress;
  }

  /** Listens to the jobs that this thread starts from now on. */
  static PhaseProgress of(SparkContext spark, Progress progress) {
    PhaseProgress phases = new PhaseProgress(spark, progress);
    spark.addSparkListener(phases);
    return phases;
  }

  /** What begins now, such as {@code reading}. */
  void begin(String name) {
    spark.setLocalProperty(PHASE, name);
  }

  /** What comes now tells of itself. */
  void end() {
    spark.setLocalProperty(PHASE, null);
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted event) {
    String name = event.properties() == null ? null : event.properties().getProperty(PHASE);
    if (name != null) {
      phase = name;
      stage = event.stageInfo().stageId();
      all = event.stageInfo().numTasks();
      done = 0;
      started = System.nanoTime();
      told = started;
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.stageId() != stage || end.reason() != Success$.MODULE$) {
      return;
    }
    done++;
    long now = System.nanoTime();
    if (done < all && (now - told) / 1e9 >= SECONDS_BETWEEN_LINES) {
      told = now;
      double left = (now - started) / 1e9 / done * (all - done);
      progress.note(
          "%s: %d of %d tasks  eta %s".formatted(phase, done, all, PlainProgress.clock(left)));
    }
  }

  @Override
  public void close() {
    end();
    spark.removeSparkListener(this);
  }
}
