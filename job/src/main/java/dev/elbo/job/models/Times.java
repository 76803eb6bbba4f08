package dev.elbo.job.models;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as people read them, in UTC. */
final class Times {
  private Times() {}

  static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
  }
}
