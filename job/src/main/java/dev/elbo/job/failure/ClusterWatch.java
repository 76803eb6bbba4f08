package dev.elbo.job.failure;

import dev.elbo.ElboException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;

/**
 * Watches the cluster while a run goes: says when it waits for executors, and explains what Spark
 * throws when a job fails.
 */
public final class ClusterWatch implements AutoCloseable {
  private static final long MILLIS_BETWEEN_LOOKS = 5_000;

  private final SparkContext spark;
  private final Consumer<String> notes;
  private final Cluster cluster;
  private final ExecutorHistory history = new ExecutorHistory();
  private final ExecutorWait wait = new ExecutorWait();
  private final Timer looks = new Timer("elbo-cluster-watch", true);
  private volatile String doing = "read the data";

  private ClusterWatch(SparkContext spark, Consumer<String> notes) {
    this.spark = spark;
    this.notes = notes;
    this.cluster =
        new Cluster(
            spark.master(),
            spark.applicationId(),
            spark.getConf(),
            Optional.ofNullable(System.getenv("SPARK_HOME")).map(Path::of));
  }

  /**
   * Begins to watch.
   *
   * @param notes told when the run waits for executors
   */
  public static ClusterWatch of(SparkContext spark, Consumer<String> notes) {
    ClusterWatch watch = new ClusterWatch(spark, notes);
    spark.addSparkListener(watch.history);
    if (!spark.isLocal()) {
      watch.lookNowAndThen();
    }
    return watch;
  }

  private void lookNowAndThen() {
    TimerTask task =
        new TimerTask() {
          @Override
          public void run() {
            look();
          }
        };
    looks.schedule(task, MILLIS_BETWEEN_LOOKS, MILLIS_BETWEEN_LOOKS);
  }

  /** What cannot be done if a job fails from now on, such as {@code finish epoch [3]}. */
  public void doing(String what) {
    doing = what;
  }

  /**
   * Does some work.
   *
   * @throws ElboException (environment) in place of what Spark throws when the cluster fails; what
   *     is no failure of the cluster comes through as it is
   */
  public <T> T explaining(Supplier<T> work) {
    try {
      return work.get();
    } catch (Throwable e) { // Scala throws checked exceptions without declaring them
      Optional<ElboException> explained = explain(e);
      if (explained.isPresent()) {
        throw explained.get();
      }
      throw e;
    }
  }

  /** An error of the user's in a task stays what it is. */
  private Optional<ElboException> explain(Throwable failure) {
    ElboException known = ElboException.in(failure);
    return known != null && known.kind() != ElboException.Kind.ENVIRONMENT
        ? Optional.empty()
        : new StageFailure(cluster, history)
            .sentence(doing, failure)
            .map(sentence -> ElboException.environment(sentence, failure));
  }

  private void look() {
    if (spark.isStopped()) {
      return;
    }
    int executors = spark.getExecutorMemoryStatus().size() - 1; // The driver is one of them.
    int jobs = spark.statusTracker().getActiveJobIds().length;
    wait.due(System.nanoTime(), executors, jobs)
        .ifPresent(
            seconds ->
                notes.accept(
                    "Waiting for executors for %d s: none is there. Look at %s: is there room for one of %s, and do those that start stay?"
                        .formatted(seconds, cluster.page(), cluster.request())));
  }

  /** Stops watching. */
  @Override
  public void close() {
    looks.cancel();
    spark.removeSparkListener(history);
  }
}
