package dev.elbo.registry;

import dev.elbo.ElboException;
import java.util.Optional;

/**
 * Why the champion is changed, and by whom.
 *
 * @param who a user's name
 * @param host where that user is
 * @param runId of the run that decides it, if one does
 */
public record Reason(String why, String who, String host, Optional<String> runId) {
  /**
   * Refuses to do it without one.
   *
   * @throws ElboException (settings) if {@code why} says nothing
   */
  public Reason {
    if (why.isBlank()) {
      throw ElboException.settings(
          "Cannot change the champion: [%s] is no reason. Say why, for those who read the history."
              .formatted(why));
    }
  }

  /** Of the user of this process. */
  public static Reason here(String why) {
    return new Reason(why, Machine.user(), Machine.host(), Optional.empty());
  }

  /** The same, of a run. */
  public Reason ofRun(String id) {
    return new Reason(why, who, host, Optional.of(id));
  }
}
