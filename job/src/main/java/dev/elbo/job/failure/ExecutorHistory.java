package dev.elbo.job.failure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.collection.JavaConverters;

/**
 * What went wrong in the present job, and where executors log. It keeps the last of each, however
 * long a run is. Spark calls from a thread of its own.
 */
final class ExecutorHistory extends SparkListener {
  private static final int KEPT = 256;
  private static final String SHARDS = " shards";

  /** Where an executor is, and the page of its log. */
  private record Seat(String host, Optional<String> log) {}

  /** An executor that is gone, and why. */
  record Loss(String id, String host, Reason reason) {}

  private final Map<String, Seat> seats = newest();
  private final Map<Integer, String> shards = newest();
  private final Deque<Loss> losses = new ArrayDeque<>();
  private final Deque<Reason> failures = new ArrayDeque<>();
  private int lost;

  private static <K, V> Map<K, V> newest() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > KEPT;
      }
    };
  }

  private static <T> void keep(Deque<T> all, T newest) {
    all.addFirst(newest);
    if (all.size() > KEPT) {
      all.removeLast();
    }
  }

  @Override
  public synchronized void onExecutorAdded(SparkListenerExecutorAdded added) {
    Map<String, String> pages = JavaConverters.mapAsJavaMap(added.executorInfo().logUrlMap());
    seats.put(
        added.executorId(),
        new Seat(added.executorInfo().executorHost(), Optional.ofNullable(pages.get("stderr"))));
  }

  @Override
  public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    Seat seat = seats.get(removed.executorId());
    String host = seat == null ? "unknown" : seat.host();
    keep(losses, new Loss(removed.executorId(), host, Reason.of(removed.reason())));
    lost++;
  }

  /** What ended before has been survived. */
  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    losses.clear();
    failures.clear();
    lost = 0;
  }

  /** A task is of a shard where the stage has as many tasks as the cached rows have shards. */
  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    int tasks = submitted.stageInfo().numTasks();
    JavaConverters.seqAsJavaList(submitted.stageInfo().rddInfos()).stream()
        .filter(rdd -> rdd.name().endsWith(SHARDS) && rdd.numPartitions() == tasks)
        .findFirst()
        .ifPresent(
            rdd ->
                shards.put(
                    submitted.stageInfo().stageId(),
                    rdd.name().substring(0, rdd.name().length() - 1)));
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() instanceof TaskFailedReason failed) {
      keep(failures, Reason.of(failed.toErrorString()));
    }
  }

  /** What the tasks of a stage work on, such as {@code training shard}. */
  synchronized Optional<String> shardOf(int stage) {
    return Optional.ofNullable(shards.get(stage));
  }

  /** The page of an executor's log. */
  synchronized Optional<String> log(String executor) {
    return Optional.ofNullable(seats.get(executor)).flatMap(Seat::log);
  }

  /** The executor that was lost last in the present job. */
  synchronized Optional<Loss> lastLoss() {
    return Optional.ofNullable(losses.peekFirst());
  }

  /** How many executors the present job lost. */
  synchronized int lost() {
    return lost;
  }

  /** The newest reason in the present job that leaves no question open. */
  synchronized Optional<Reason> clearest() {
    return Stream.concat(failures.stream(), losses.stream().map(Loss::reason))
        .filter(reason -> !reason.symptom().isVague())
        .findFirst();
  }
}
