package dev.elbo.settings;

import java.util.List;
import java.util.Map;

/**
 * Where settings come from, as the caller found them. What stands first wins.
 *
 * @param sets {@code key=value} of each {@code --set}; the last one of a key wins
 * @param sparkProperties of which those that start with {@code spark.elbo.} count
 * @param environment of which {@code ELBO__TRAINING__BATCH_SIZE} sets {@code
 *     elbo.training.batch-size}; {@code ${?NAME}} in a file sees all of it
 * @param file the settings file, a path or the URI of any Hadoop file system; without a scheme a
 *     local file
 * @param workingDirectory what relative paths outside of files are relative to; without a scheme a
 *     local folder
 */
public record Sources(
    List<String> sets,
    Map<String, String> sparkProperties,
    Map<String, String> environment,
    String file,
    String workingDirectory) {

  public Sources {
    sets = List.copyOf(sets);
    sparkProperties = Map.copyOf(sparkProperties);
    environment = Map.copyOf(environment);
  }
}
