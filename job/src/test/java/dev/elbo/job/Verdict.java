package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import dev.elbo.ElboException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Whether reading a hostile file ended as it should: with what it says, or with a clear error. */
final class Verdict {
  /** A hang, not a measure of speed. */
  private static final Duration HANG = Duration.ofSeconds(60);

  /** What reading a small file may allocate, all in all: most is the JSON and HOCON parsers'. */
  private static final long BYTES = 256L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Verdict() {}

  /** Reads; a clear error is as good as a result. */
  static void of(String what, Runnable reading) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    long allocated =
        assertTimeoutPreemptively(
            HANG,
            () -> {
              long thread = Thread.currentThread().getId();
              long before = THREADS.getThreadAllocatedBytes(thread);
              try {
                reading.run();
              } catch (Throwable e) { // Whatever it is, it is looked at below.
                failure.set(e);
              }
              return THREADS.getThreadAllocatedBytes(thread) - before;
            },
            what);
    assertThat(allocated).as("bytes allocated by %s", what).isLessThan(BYTES);
    Throwable e = failure.get();
    if (e != null) {
      assertThat(e).as(what).isInstanceOf(ElboException.class);
      assertClear(what, e.getMessage());
    }
  }

  /** One line that says what cannot be done, why, and what to do. */
  static void assertClear(String what, String message) {
    assertThat(message)
        .as(what)
        .matches("(?s)Cannot .*: .*\\..*")
        .doesNotContain("Exception: null", "\tat ")
        .hasSizeLessThan(10_000);
  }
}
