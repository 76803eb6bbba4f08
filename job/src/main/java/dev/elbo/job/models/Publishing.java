package dev.elbo.job.models;

import dev.elbo.registry.Change;
import dev.elbo.registry.Reason;
import java.util.List;
import java.util.Map;

/** {@code models promote}, {@code rollback} and {@code prune}. */
public final class Publishing {
  private Publishing() {}

  /** Makes a version the champion. */
  public static RegistryTask promote(String version, String why) {
    return (registry, answer) -> tell(answer, registry.promote(version, Reason.here(why)));
  }

  /** Makes the champion before the present one champion again. */
  public static RegistryTask rollback(String why) {
    return (registry, answer) -> tell(answer, registry.rollback(Reason.here(why)));
  }

  private static void tell(Answer answer, Change change) {
    answer.done(
        "change",
        VersionFacts.of(change),
        "The champion is %s%s, since %s by %s: %s"
            .formatted(
                change.version(),
                change.former().map(former -> " (before: " + former + ")").orElse(""),
                Times.text(change.when()),
                change.by(),
                change.why()));
  }

  /** Deletes old versions. */
  public static RegistryTask prune(int keep) {
    return (registry, answer) -> {
      List<String> gone = registry.prune(keep);
      answer.done(
          "pruned",
          Map.of("versions", gone),
          gone.isEmpty() ? "Nothing to prune." : "Pruned " + String.join(", ", gone) + ".");
    };
  }
}
