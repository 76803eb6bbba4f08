package dev.elbo.job;

import dev.elbo.ElboException;
import java.io.PrintStream;
import java.util.function.IntConsumer;

/**
 * Ends a driver of which some thread ran out of memory. Spark's scheduler dies of that without a
 * word, and whoever waits for its jobs would wait forever.
 */
final class OutOfMemoryEnd implements Thread.UncaughtExceptionHandler {
  private final PrintStream err;
  private final IntConsumer end;

  /**
   * Watches over the threads that have no handler of their own, once it is their default.
   *
   * @param end ends the JVM at once with an exit code: shutdown hooks would wait for that thread
   *     too
   */
  OutOfMemoryEnd(PrintStream err, IntConsumer end) {
    this.err = err;
    this.end = end;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    if (!(failure instanceof OutOfMemoryError)) {
      err.print("Exception in thread \"" + thread.getName() + "\" ");
      failure.printStackTrace(err);
      return;
    }
    err.println(
        "elbo: Cannot finish: the driver ran out of memory [%s, in its thread %s]. Raise spark.driver.memory (--driver-memory; elbo plan says how much it needs); the same command goes on from the last checkpoint."
            .formatted(failure.getMessage(), thread.getName()));
    end.accept(ElboException.Kind.ENVIRONMENT.exitCode());
  }
}
