package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a driver when one of its threads dies. */
class OutOfMemoryEndTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<Integer> codes = new ArrayList<>();

  private String said(Runnable work) throws InterruptedException {
    PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Thread thread = new Thread(work, "scheduler");
    thread.setUncaughtExceptionHandler(new OutOfMemoryEnd(err, codes::add));
    thread.start();
    thread.join();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void runOut() {
    throw new OutOfMemoryError("Java heap space");
  }

  private static void fail() {
    throw new IllegalStateException("odd");
  }

  @Test
  void aThreadThatRanOutOfMemoryEndsTheDriverWithTheSettingToChange() throws Exception {
    assertThat(said(OutOfMemoryEndTest::runOut))
        .isEqualTo(
            "elbo: Cannot finish: the driver ran out of memory [Java heap space, in its thread scheduler]. Raise spark.driver.memory (--driver-memory; elbo plan says how much it needs); the same command goes on from the last checkpoint."
                + System.lineSeparator());
    assertThat(codes).containsExactly(5);
  }

  @Test
  void anyOtherErrorOfAThreadIsPrintedAsJavaDoes() throws Exception {
    assertThat(said(OutOfMemoryEndTest::fail))
        .startsWith("Exception in thread \"scheduler\" java.lang.IllegalStateException: odd")
        .contains("at dev.elbo.job.OutOfMemoryEndTest");
    assertThat(codes).isEmpty();
  }
}
