package dev.elbo.registry;

import dev.elbo.ElboException;
import java.time.Duration;

/** Waiting for others. */
final class Waiting {
  private Waiting() {}

  /** Sleeps; who is interrupted is told to end. */
  static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ElboException.environment(
          "Cannot go on: the thread was interrupted [%s]. Start the command again."
              .formatted(e.getMessage()),
          e);
    }
  }
}
