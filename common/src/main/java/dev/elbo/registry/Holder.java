package dev.elbo.registry;

import dev.elbo.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.hadoop.fs.Path;

/**
 * A file of lease/: who took it.
 *
 * @param owner what took it, such as the id of a run
 * @param host on which
 * @param pid the process there
 * @param token of this taking alone
 * @param taken by the clock of that host, in UTC
 * @param leaseSeconds after so long without a sign of life others may take it
 */
public record Holder(
    int formatVersion,
    String owner,
    String host,
    long pid,
    String token,
    Instant taken,
    double leaseSeconds) {
  private static final int VERSION = 1;
  private static final double NANOS = 1e9;

  /** This process. */
  static Holder here(String owner, Duration lease) {
    return new Holder(
        VERSION,
        owner,
        Machine.host(),
        ProcessHandle.current().pid(),
        UUID.randomUUID().toString(),
        Instant.now(),
        lease.toNanos() / NANOS);
  }

  byte[] bytes() {
    return Json.toDocument(this);
  }

  static Holder of(byte[] bytes, Path file) {
    return Json.fromDocument(bytes, Holder.class, file, VERSION);
  }

  Duration lease() {
    return Duration.ofNanos((long) (leaseSeconds * NANOS));
  }

  /** What people look for: the run, the machine and the process. */
  @Override
  public String toString() {
    return "%s, process %d on %s since %s".formatted(owner, pid, host, taken);
  }
}
