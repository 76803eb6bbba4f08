package dev.elbo.settings;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import dev.elbo.ElboException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys that exist: those of reference.conf. */
final class Keys {
  /** What Spark's readers are told: a section of which no list is complete. */
  static final String OPTIONS = "elbo.data.options";

  private static final ConfigObject REFERENCE =
      ConfigFactory.parseResources(
              Keys.class,
              "reference.conf",
              ConfigParseOptions.defaults()
                  .setAllowMissing(false)
                  .setOriginDescription(Origins.DEFAULT))
          .root();
  private static final List<String> LEAVES = List.copyOf(Tree.leaves(REFERENCE).keySet());
  private static final List<String> SECTIONS =
      LEAVES.stream().map(Keys::section).filter(key -> key.contains(".")).distinct().toList();

  private Keys() {}

  static ConfigObject reference() {
    return REFERENCE;
  }

  /** Refuses a key that reference.conf lacks. */
  static void require(String key, String place) {
    if (key.startsWith(OPTIONS + ".") && !key.endsWith(".")) {
      return;
    }
    ConfigObject section = REFERENCE;
    List<String> names = Tree.split(key);
    for (int i = 0; i < names.size(); i++) {
      ConfigValue value = section.get(names.get(i));
      if (value == null || (i + 1 < names.size() && !(value instanceof ConfigObject))) {
        throw unknown(key, place, section, names.subList(0, i), names.subList(i, names.size()));
      }
      if (i + 1 < names.size()) {
        section = (ConfigObject) value;
      }
    }
  }

  /** Refuses what reference.conf lacks and what stands in place of a section. */
  static void check(ConfigObject root, Origins origins) {
    check(root, REFERENCE, List.of(), origins);
  }

  private static void check(
      ConfigObject section, ConfigObject known, List<String> path, Origins origins) {
    section.forEach(
        (name, value) -> {
          List<String> here = new ArrayList<>(path);
          here.add(name);
          ConfigValue expected = known.get(name);
          if (expected == null && String.join(".", path).startsWith(OPTIONS)) {
            return;
          }
          if (expected == null) {
            String place = origins.place(first(value));
            throw unknown(String.join(".", here), place, known, path, List.of(name));
          }
          if (expected instanceof ConfigObject expectedSection) {
            if (!(value instanceof ConfigObject given)) {
              throw noSection(String.join(".", here), value, expectedSection, origins);
            }
            check(given, expectedSection, here, origins);
          } else if (value instanceof ConfigObject) {
            throw noValue(String.join(".", here), value, origins);
          }
        });
  }

  /** A section opened twice has no single line; its first leaf has. */
  private static ConfigOrigin first(ConfigValue value) {
    return value instanceof ConfigObject section
        ? Tree.leaves(section).values().stream().findFirst().orElse(value).origin()
        : value.origin();
  }

  private static ElboException noSection(
      String key, ConfigValue value, ConfigObject expected, Origins origins) {
    return ElboException.settings(
        "Cannot use %s (%s): [%s] stands in place of a section. Set its keys, such as %s.%s."
            .formatted(
                key,
                origins.place(value.origin()),
                Tree.hocon(value),
                key,
                Tree.leaves(expected).firstKey()));
  }

  private static ElboException noValue(String key, ConfigValue value, Origins origins) {
    return ElboException.settings(
        "Cannot use %s (%s): [%s] is a section in place of a value. Give one value."
            .formatted(key, origins.place(value.origin()), Tree.hocon(value)));
  }

  private static ElboException unknown(
      String key, String place, ConfigObject section, List<String> path, List<String> rest) {
    String remedy =
        suggestion(section, path, rest)
            .map(s -> "Did you mean " + s + "?")
            .orElse("conf/reference.conf lists every setting.");
    return ElboException.settings(
        "Cannot use %s (%s): there is no such setting. %s".formatted(key, place, remedy));
  }

  private static Optional<String> suggestion(
      ConfigObject section, List<String> path, List<String> rest) {
    String asked = String.join(".", rest);
    Optional<String> elsewhere =
        Stream.concat(LEAVES.stream(), SECTIONS.stream())
            .filter(key -> key.endsWith("." + asked))
            .min(Comparator.comparingInt(key -> Tree.split(key).size()));
    if (elsewhere.isPresent()) {
      return elsewhere;
    }
    Optional<String> sibling = Nearest.to(rest.get(0), section.keySet());
    if (sibling.isPresent()) {
      List<String> corrected = new ArrayList<>(path);
      corrected.add(sibling.get());
      String mended = String.join(".", corrected);
      String whole = String.join(".", mended, String.join(".", rest.subList(1, rest.size())));
      return Optional.of(LEAVES.contains(whole) ? whole : mended);
    }
    List<String> names = LEAVES.stream().map(Keys::lastName).toList();
    return Nearest.to(rest.get(rest.size() - 1), names)
        .map(name -> LEAVES.get(names.indexOf(name)));
  }

  private static String section(String key) {
    return key.substring(0, key.lastIndexOf('.'));
  }

  private static String lastName(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
