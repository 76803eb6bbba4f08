package dev.elbo.job.models;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A fact that is not the same in two models.
 *
 * @param from empty if the first has no such fact
 * @param to empty if the second has none
 */
record Difference(String key, Optional<String> from, Optional<String> to) {

  /** What differs, in the order of the facts. */
  static List<Difference> between(Map<String, String> from, Map<String, String> to) {
    Set<String> keys = new LinkedHashSet<>(from.keySet());
    keys.addAll(to.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String key : keys) {
      Difference difference =
          new Difference(key, Optional.ofNullable(from.get(key)), Optional.ofNullable(to.get(key)));
      if (!difference.from.equals(difference.to)) {
        differences.add(difference);
      }
    }
    return differences;
  }

  /** As people read it. */
  String text() {
    return from.orElse("none") + " -> " + to.orElse("none");
  }
}
