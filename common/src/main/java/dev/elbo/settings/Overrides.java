package dev.elbo.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValueFactory;
import dev.elbo.ElboException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What is set outside of files: a layer of settings from each kind of place. */
final class Overrides {
  private static final String SPARK = "spark.";
  private static final String SPARK_ELBO = "spark.elbo.";
  private static final String ENVIRONMENT = "ELBO__";

  /**
   * Null, a truth, a number, or the beginning of a list, a section, a quotation, a substitution.
   */
  private static final Pattern HOCON =
      Pattern.compile("null|true|false|-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?|[\\[{\"$].*");

  private Overrides() {}

  static Config sets(Iterable<String> sets) {
    Config layer = ConfigFactory.empty();
    for (String set : sets) {
      int equals = set.indexOf('=');
      if (equals < 1) {
        throw ElboException.settings(
            ("Cannot use --set: [%s] is not key=value."
                    + " Write it as in --set elbo.training.epochs=3.")
                .formatted(set));
      }
      String key = set.substring(0, equals).strip();
      layer = layer(key, set.substring(equals + 1), "--set").withFallback(layer);
    }
    return layer;
  }

  /** What a program gives; the last one of a key wins. */
  static Config assignments(Iterable<Assignment> assignments) {
    Config layer = ConfigFactory.empty();
    for (Assignment given : assignments) {
      layer = layer(given.key(), given.value(), given.place()).withFallback(layer);
    }
    return layer;
  }

  static Config spark(Map<String, String> properties) {
    Config layer = ConfigFactory.empty();
    for (Map.Entry<String, String> property : new TreeMap<>(properties).entrySet()) {
      String name = property.getKey();
      if (name.startsWith(SPARK_ELBO)) {
        layer =
            layer(name.substring(SPARK.length()), property.getValue(), name).withFallback(layer);
      }
    }
    return layer;
  }

  static Config environment(Map<String, String> environment) {
    Config layer = ConfigFactory.empty();
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      String name = variable.getKey();
      if (name.startsWith(ENVIRONMENT)) {
        String key = name.toLowerCase(Locale.ROOT).replace("__", ".").replace("_", "-");
        String place = "environment variable " + name;
        layer = layer(key, variable.getValue(), place).withFallback(layer);
      }
    }
    return layer;
  }

  /** The whole environment as what ${?NAME} finds. */
  static Config variables(Map<String, String> environment) {
    ConfigObject root = ConfigFactory.empty().root();
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      root =
          root.withValue(
              variable.getKey(),
              ConfigValueFactory.fromAnyRef(
                  variable.getValue(), "environment variable " + variable.getKey()));
    }
    return root.toConfig();
  }

  private static Config layer(String key, String value, String place) {
    Keys.require(key, place);
    String text = value.strip();
    return HOCON.matcher(text).matches() ? parsed(key, text, place) : plain(key, text, place);
  }

  /** A path such as {@code [a-c]*.csv} is no HOCON and stands for itself. */
  private static Config parsed(String key, String text, String place) {
    ConfigParseOptions options = ConfigParseOptions.defaults().setOriginDescription(place);
    try {
      Config parsed = ConfigFactory.parseString("value=" + text, options);
      return parsed.root().size() == 1
          ? ConfigFactory.empty().withValue(key, parsed.root().get("value"))
          : plain(key, text, place);
    } catch (ConfigException.Parse e) {
      return plain(key, text, place);
    }
  }

  private static Config plain(String key, String value, String place) {
    return ConfigFactory.empty().withValue(key, ConfigValueFactory.fromAnyRef(value, place));
  }
}
