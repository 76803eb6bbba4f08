package dev.elbo.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.elbo.store.Json;
import dev.elbo.store.WholeFile;
import java.time.Instant;
import java.util.Optional;

/**
 * A change of the champion: a file of champion/, of which the highest is the pointer.
 *
 * @param number of the file
 * @param version that became champion
 * @param former that was champion before
 * @param who did it, a user's name
 * @param host on which
 * @param when by the clock of that host, in UTC
 * @param why in the words of who did it
 * @param runId of the run that decided it, if one did
 */
public record Change(
    int formatVersion,
    long number,
    Action action,
    String version,
    Optional<String> former,
    String who,
    String host,
    Instant when,
    String why,
    Optional<String> runId) {
  private static final int VERSION = 1;

  /** What was done. */
  public enum Action {
    /** A version became champion. */
    @JsonProperty("promote")
    PROMOTE,
    /** The champion before became champion again. */
    @JsonProperty("rollback")
    ROLLBACK
  }

  static Change of(
      long number, Action action, String version, Optional<String> former, Reason reason) {
    return new Change(
        VERSION,
        number,
        action,
        version,
        former,
        reason.who(),
        reason.host(),
        Instant.now(),
        reason.why(),
        reason.runId());
  }

  byte[] bytes() {
    return Json.toDocument(this);
  }

  static Change read(WholeFile file) {
    return Json.fromDocument(file.read(), Change.class, file.path(), VERSION);
  }

  /** Who did it where, as people write it. */
  public String by() {
    return who + "@" + host;
  }
}
