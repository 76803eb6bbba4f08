package dev.elbo.settings;

import dev.elbo.ElboException;
import java.util.List;
import java.util.stream.Collectors;

/** What reference.conf says of each setting: what it means and what it is if nobody sets it. */
public final class Reference {
  private static final Values VALUES = new Values(Keys.reference(), new Origins("/"));

  private Reference() {}

  /** Every key there is, sorted. */
  public static List<String> keys() {
    return List.copyOf(Tree.leaves(Keys.reference()).keySet());
  }

  /** What a setting is about, in sentences. */
  public static String meaning(String key) {
    return VALUES.origin(key).comments().stream()
        .map(String::strip)
        .collect(Collectors.joining(" "));
  }

  /** The names that a setting takes; none if it takes others than names. */
  public static List<String> choices(String key) {
    return Choices.of(key);
  }

  /**
   * Checks that a setting takes a name.
   *
   * @param giver what the message calls the place that the name is from
   * @throws ElboException (settings) that lists the choices
   */
  public static void requireChoice(String key, String name, String giver) {
    List<String> names = choices(key);
    if (!names.contains(name)) {
      throw ElboException.settings(
          "Cannot use %s: %s. %s"
              .formatted(giver, Choices.reason(name, names), Choices.remedy(name, names)));
    }
  }

  /** The defaults. */
  public static Values defaults() {
    return VALUES;
  }
}
