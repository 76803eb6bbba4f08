package dev.elbo.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a run says that it waits for executors; the clock is the test's. */
class ExecutorWaitTest {
  private final ExecutorWait wait = new ExecutorWait();

  private OptionalLong at(long second, int executors, int jobs) {
    return wait.due(TimeUnit.SECONDS.toNanos(second), executors, jobs);
  }

  @Test
  void itSaysSoAfterHalfAMinuteAndThenEverRarer() {
    assertThat(at(0, 0, 1)).isEmpty();
    assertThat(at(29, 0, 1)).isEmpty();
    assertThat(at(30, 0, 1)).hasValue(30);
    assertThat(at(59, 0, 1)).isEmpty();
    assertThat(at(60, 0, 1)).hasValue(60);
    assertThat(at(119, 0, 1)).isEmpty();
    assertThat(at(121, 0, 1)).hasValue(121);
  }

  @Test
  void anExecutorOrTheEndOfTheJobEndsTheWait() {
    assertThat(at(0, 0, 1)).isEmpty();
    assertThat(at(20, 1, 1)).isEmpty();
    assertThat(at(40, 0, 1)).isEmpty();
    assertThat(at(60, 0, 0)).isEmpty();
    assertThat(at(61, 0, 1)).isEmpty();
    assertThat(at(91, 0, 1)).hasValue(30);
  }
}
