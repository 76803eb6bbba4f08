package dev.elbo.job.averaging;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import dev.elbo.ElboException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A way to train that is compared with others.
 *
 * @param name unique
 * @param shards at how many it runs
 * @param sets its settings, {@code key=value}
 */
record Contestant(String name, List<Integer> shards, List<String> sets) {
  /** What all others are compared with: training that averages nothing. */
  static final String REFERENCE = "one";

  /** What time is compared with: averaging once an epoch and nothing else. */
  static final String PLAIN = "plain";

  /** Elbo's own choice. */
  static final String AUTOMATIC = "auto";

  /**
   * Reads the file that lists them.
   *
   * @throws ElboException if it is not such a list
   */
  static List<Contestant> read(Path file) {
    try {
      List<Contestant> all = new ArrayList<>();
      for (Config entry :
          ConfigFactory.parseFile(file.toFile()).resolve().getConfigList("contestants")) {
        all.add(
            new Contestant(entry.getString("name"), entry.getIntList("shards"), training(entry)));
      }
      return List.copyOf(all);
    } catch (ConfigException e) {
      throw ElboException.settings(
          "Cannot read the contestants: [%s]. Mend [%s].".formatted(e.getMessage(), file), e);
    }
  }

  private static List<String> training(Config entry) {
    if (!entry.hasPath("training")) {
      return List.of();
    }
    Map<String, ConfigValue> leaves = new TreeMap<>();
    entry.getConfig("training").entrySet().forEach(e -> leaves.put(e.getKey(), e.getValue()));
    return leaves.entrySet().stream()
        .map(
            leaf ->
                "elbo.training.%s=%s"
                    .formatted(
                        leaf.getKey(), leaf.getValue().render(ConfigRenderOptions.concise())))
        .toList();
  }
}
