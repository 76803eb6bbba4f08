package dev.elbo.job.score;

import java.util.UUID;
import org.apache.spark.SparkContext;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Counts the tasks of a job of ours while it runs, and the rows that they wrote. */
final class TaskCount extends SparkListener {
  private static final String GROUP = "spark.jobGroup.id";

  private final SparkContext spark;
  private final String group;
  private final JobProgress progress;
  private final long started = System.nanoTime();
  private int stage = -1;
  private int all;
  private int done;
  private long rows;

  private TaskCount(SparkContext spark, String group, JobProgress progress) {
    this.spark = spark;
    this.group = group;
    this.progress = progress;
  }

  /** Begins to count the jobs of this thread. */
  static TaskCount of(SparkContext spark, JobProgress progress) {
    String group = "elbo-" + UUID.randomUUID();
    TaskCount count = new TaskCount(spark, group, progress);
    spark.setJobGroup(group, "elbo", false);
    spark.addSparkListener(count);
    return count;
  }

  /** The last stage of ours is the one that counts: its tasks make the rows. */
  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted event) {
    if (event.properties() != null && group.equals(event.properties().getProperty(GROUP))) {
      stage = event.stageInfo().stageId();
      all = event.stageInfo().numTasks();
      done = 0;
      rows = 0;
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.stageId() != stage || end.reason() != Success$.MODULE$) {
      return;
    }
    done++;
    if (end.taskMetrics() != null) {
      rows += end.taskMetrics().outputMetrics().recordsWritten();
    }
    progress.onTasks(done, all, rows, (System.nanoTime() - started) / 1e9);
  }

  /** Stops counting. */
  void close() {
    spark.clearJobGroup();
    spark.removeSparkListener(this);
  }
}
