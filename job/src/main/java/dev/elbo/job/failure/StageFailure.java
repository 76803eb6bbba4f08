package dev.elbo.job.failure;

import java.util.Optional;
import org.apache.spark.SparkException;

/**
 * Makes one sentence of what Spark throws when a job fails: which task, on which executor, where,
 * why, what to change, and where to read more.
 *
 * @param cluster where it happened
 * @param history what happened before
 */
record StageFailure(Cluster cluster, ExecutorHistory history) {

  /**
   * The sentence for a failure.
   *
   * @param doing what cannot be done now, such as {@code finish epoch [3]}
   * @return empty if the failure is not one of the cluster, or tells so little that its stack trace
   *     is worth more
   */
  Optional<String> sentence(String doing, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof SparkException) {
        Optional<FailedTask> task = FailedTask.in(message);
        return task.isPresent() ? ofTask(doing, task.get()) : Optional.of(ofJob(doing, message));
      }
      if (message.contains("stopped SparkContext")) {
        return Optional.of(ofJob(doing, message));
      }
      if (cause instanceof VirtualMachineError) {
        return Optional.of(ofDriver(doing, Reason.of(cause.toString())));
      }
    }
    return Optional.empty();
  }

  private Optional<String> ofTask(String doing, FailedTask task) {
    Reason reason = telling(task.reason());
    if (cluster.isLocal() && reason.symptom() == Symptom.UNKNOWN) {
      return Optional.empty();
    }
    String times = task.times() > 1 ? "failed [%d] times, last".formatted(task.times()) : "failed";
    String where =
        cluster.isLocal() ? "in the driver" : "on " + place(task.executor(), task.host());
    return Optional.of(
        "Cannot %s: %s %s %s: %s"
            .formatted(
                doing,
                subject(task),
                times,
                where,
                why(reason, new ExecutorHistory.Loss(task.executor(), task.host(), reason))));
  }

  /** In later attempts of a stage tasks are numbered anew. */
  private String subject(FailedTask task) {
    return task.attempt() > 0
        ? "a task"
        : history
            .shardOf(task.stage())
            .map(kind -> "the task of %s [%d]".formatted(kind, task.index()))
            .orElse("task [%d]".formatted(task.index()));
  }

  /** A job that ended for another reason than a task of its own. */
  private String ofJob(String doing, String message) {
    Reason ended = Reason.of(message);
    return history
        .lastLoss()
        .map(
            loss ->
                "Cannot %s: Spark ended the job [%s] after it lost executors [%d], last %s: %s"
                    .formatted(
                        doing,
                        ended.line(),
                        history.lost(),
                        place(loss.id(), loss.host()),
                        why(telling(loss.reason()), loss)))
        .orElseGet(
            () ->
                "Cannot %s: Spark ended the job, %s [%s]. %s."
                    .formatted(
                        doing,
                        ended.symptom().meaning(),
                        ended.line(),
                        ended.symptom() == Symptom.UNKNOWN
                            ? "Look at " + cluster.page() + ", and at the logs of the executors"
                            : ended.symptom().remedy(cluster)));
  }

  private String ofDriver(String doing, Reason reason) {
    return "Cannot %s: the driver ran out of memory [%s]. Raise %s (--driver-memory)."
        .formatted(doing, reason.line(), cluster.property("spark.driver.memory"));
  }

  private String why(Reason reason, ExecutorHistory.Loss where) {
    return "%s [%s]. %s. Its log: %s."
        .formatted(
            reason.symptom().meaning(),
            reason.line(),
            reason.symptom().remedy(cluster),
            cluster.log(where.id(), where.host(), history.log(where.id())));
  }

  private static String place(String executor, String host) {
    return "executor [%s] at host [%s]".formatted(executor, host);
  }

  /** Another failure of the same job may say what the last one leaves open. */
  private Reason telling(Reason last) {
    return last.symptom().isVague() ? history.clearest().orElse(last) : last;
  }
}
