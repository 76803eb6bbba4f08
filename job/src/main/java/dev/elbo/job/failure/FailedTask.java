package dev.elbo.job.failure;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The task that ended a job, as Spark's message tells it.
 *
 * @param index in its stage, from 0
 * @param stage its stage
 * @param attempt of the stage, from 0
 * @param times that it failed
 * @param host of its last failure
 * @param executor of its last failure; {@code driver} in local mode
 * @param reason of its last failure, as {@link Reason} reads it
 */
record FailedTask(
    int index, int stage, int attempt, int times, String host, String executor, Reason reason) {

  private static final Pattern MESSAGE =
      Pattern.compile(
          "Task (\\d+) in stage (\\d+)\\.(\\d+) failed (\\d+) times?, most recent failure: "
              + "Lost task \\S+ in stage \\S+ \\(TID \\d+\\) \\((\\S+) executor (\\S+)\\): "
              + "(.*?)(?:\\R?Driver stacktrace:.*)?",
          Pattern.DOTALL);

  /** The task in a message of Spark's, if it is about one. */
  static Optional<FailedTask> in(String message) {
    int start = message.indexOf("Task ");
    Matcher m = MESSAGE.matcher(start < 0 ? "" : message.substring(start));
    return m.matches()
        ? Optional.of(
            new FailedTask(
                Integer.parseInt(m.group(1)),
                Integer.parseInt(m.group(2)),
                Integer.parseInt(m.group(3)),
                Integer.parseInt(m.group(4)),
                m.group(5),
                m.group(6),
                Reason.of(m.group(7))))
        : Optional.empty();
  }
}
