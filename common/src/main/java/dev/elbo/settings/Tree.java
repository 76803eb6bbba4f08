package dev.elbo.settings;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A HOCON tree by key. Config's own look-ups hide keys that are null. */
final class Tree {

  private Tree() {}

  static List<String> split(String key) {
    return List.of(key.split("\\.", -1));
  }

  /** A value as HOCON on one line; a number as it was written. */
  static String hocon(ConfigValue value) {
    return value.valueType() == ConfigValueType.NUMBER
        ? value.atKey("number").getString("number")
        : value.render(ConfigRenderOptions.concise());
  }

  /** The leaves by full key, sorted; a list or null is a leaf. */
  static SortedMap<String, ConfigValue> leaves(ConfigObject root) {
    SortedMap<String, ConfigValue> leaves = new TreeMap<>();
    collect(root, new ArrayList<>(), leaves);
    return leaves;
  }

  private static void collect(
      ConfigObject section, List<String> path, Map<String, ConfigValue> leaves) {
    section.forEach(
        (name, value) -> {
          path.add(name);
          if (value.valueType() == ConfigValueType.OBJECT) {
            collect((ConfigObject) value, path, leaves);
          } else {
            leaves.put(String.join(".", path), value);
          }
          path.remove(path.size() - 1);
        });
  }
}
