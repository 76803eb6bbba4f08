package dev.elbo.job.failure;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Says now and then that a job waits and no executor comes: after half a minute, then after twice
 * the time each.
 */
final class ExecutorWait {
  private static final Duration FIRST = Duration.ofSeconds(30);

  private long since = -1;
  private long next;

  /**
   * What is due.
   *
   * @param now on any clock, in nanoseconds
   * @param executors that are there
   * @param jobs that want some
   * @return the seconds waited so far, if it is time to say so
   */
  OptionalLong due(long now, int executors, int jobs) {
    if (executors > 0 || jobs == 0) {
      since = -1;
      return OptionalLong.empty();
    }
    if (since < 0) {
      since = now;
      next = FIRST.toNanos();
    }
    long waited = now - since;
    if (waited < next) {
      return OptionalLong.empty();
    }
    next = 2 * waited;
    return OptionalLong.of(Duration.ofNanos(waited).toSeconds());
  }
}
