package dev.elbo.settings;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.elbo.ElboException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Resolved values by key, each as the type that is asked for; errors name the place. */
public final class Values {
  private final Map<String, ConfigValue> leaves;
  private final Origins origins;

  Values(ConfigObject root, Origins origins) {
    this.leaves = Tree.leaves(root);
    this.origins = origins;
  }

  /** The value as HOCON on one line. */
  public String hocon(String key) {
    return Tree.hocon(value(key));
  }

  ElboException refuse(String key, String reason, String remedy) {
    return ElboException.settings(
        "Cannot use %s (%s): %s. %s".formatted(key, place(key), reason, remedy));
  }

  String place(String key) {
    return origins.place(origin(key));
  }

  ConfigOrigin origin(String key) {
    return value(key).origin();
  }

  /** Whether it has no value. */
  public boolean isNull(String key) {
    return value(key).valueType() == ConfigValueType.NULL;
  }

  /** Whether nobody set it. */
  public boolean isDefault(String key) {
    return Origins.isDefault(origin(key));
  }

  /** A text, a name, or a number as it was written. */
  public String text(String key) {
    return scalar(key, value(key), "a text");
  }

  Optional<String> optionalText(String key) {
    return isNull(key) ? Optional.empty() : Optional.of(text(key));
  }

  String required(String key, String example) {
    if (isNull(key)) {
      throw ElboException.settings(
          ("Cannot find %s: it has no value (%s)."
                  + " Set it in the settings file or on the command line, such as --set %s=%s.")
              .formatted(key, place(key), key, example));
    }
    return text(key);
  }

  char character(String key) {
    String text = text(key);
    if (text.length() != 1) {
      throw refuse(
          key, "[" + text + "] is not one character", "Give one, such as \",\" or \"\\t\".");
    }
    return text.charAt(0);
  }

  /** A truth. */
  public boolean truth(String key) {
    return oneOf(key, List.of("true", "false")).equals("true");
  }

  /** A whole number. */
  public int integer(String key) {
    return integer(key, value(key));
  }

  /** A long whole number. */
  public long longInteger(String key) {
    try {
      return decimal(key, value(key)).longValueExact();
    } catch (ArithmeticException e) {
      throw notWhole(key, value(key));
    }
  }

  /** A number. */
  public double number(String key) {
    return decimal(key, value(key)).doubleValue();
  }

  /** A number, or none for null. */
  OptionalDouble optionalNumber(String key) {
    return isNull(key) ? OptionalDouble.empty() : OptionalDouble.of(number(key));
  }

  /** A number, or none for {@code auto}. */
  OptionalDouble automaticNumber(String key) {
    return !isNull(key) && text(key).equals(Choices.AUTO)
        ? OptionalDouble.empty()
        : OptionalDouble.of(number(key));
  }

  /** A list of texts. */
  public List<String> texts(String key) {
    return list(key).stream().map(v -> scalar(key, v, "a text")).toList();
  }

  /** The texts of a section by name, without some; null takes one back. */
  Map<String, String> options(String section, List<String> without) {
    Map<String, String> options = new TreeMap<>();
    for (String key : leaves.keySet()) {
      String name = key.startsWith(section + ".") ? key.substring(section.length() + 1) : "";
      if (!name.isEmpty() && !without.contains(name) && !isNull(key)) {
        options.put(name, text(key));
      }
    }
    return options;
  }

  /** A list of whole numbers. */
  public List<Integer> integers(String key) {
    return list(key).stream().map(v -> integer(key, v)).toList();
  }

  /** A list of numbers. */
  public List<Double> numbers(String key) {
    return list(key).stream().map(v -> decimal(key, v).doubleValue()).toList();
  }

  /** The constant that a key chooses. */
  <E extends Enum<E>> E choice(String key, Class<E> type) {
    return type.getEnumConstants()[Choices.names(type).indexOf(oneOf(key, Choices.names(type)))];
  }

  /** One of the choices that a key has. */
  String choice(String key) {
    return oneOf(key, Choices.of(key));
  }

  /** Another tree from the same places. */
  Values of(ConfigObject root) {
    return new Values(root, origins);
  }

  String oneOf(String key, List<String> names) {
    String text = scalar(key, value(key), "a name");
    if (names.contains(text)) {
      return text;
    }
    throw refuse(key, Choices.reason(text, names), Choices.remedy(text, names));
  }

  private ConfigValue value(String key) {
    ConfigValue value = leaves.get(key);
    if (value == null) {
      throw new IllegalStateException("Cannot read setting " + key + ": not in reference.conf.");
    }
    return value;
  }

  List<ConfigValue> list(String key) {
    ConfigValue value = value(key);
    if (!(value instanceof ConfigList list)) {
      throw refuse(
          key, "[" + shown(value) + "] is not a list", "Give one in brackets, such as [a, b].");
    }
    return new ArrayList<>(list);
  }

  private int integer(String key, ConfigValue value) {
    try {
      return decimal(key, value).intValueExact();
    } catch (ArithmeticException e) {
      throw notWhole(key, value);
    }
  }

  private ElboException notWhole(String key, ConfigValue value) {
    return refuse(
        key, "[" + shown(value) + "] is not a whole number, or too large", "Give one such as 10.");
  }

  /** Texts too: the environment and the command line have nothing else. */
  private BigDecimal decimal(String key, ConfigValue value) {
    try {
      return new BigDecimal(scalar(key, value, "a number").strip());
    } catch (NumberFormatException e) {
      throw refuse(key, "[" + shown(value) + "] is not a number", "Give one such as 10 or 1e-3.");
    }
  }

  private String scalar(String key, ConfigValue value, String expected) {
    return switch (value.valueType()) {
      case STRING -> (String) value.unwrapped();
      case NUMBER, BOOLEAN -> shown(value);
      case NULL, LIST, OBJECT ->
          throw refuse(
              key, "[" + shown(value) + "] is not " + expected, "Give " + expected + " instead.");
    };
  }

  private static String shown(ConfigValue value) {
    return value.valueType() == ConfigValueType.STRING
        ? (String) value.unwrapped()
        : Tree.hocon(value);
  }
}
