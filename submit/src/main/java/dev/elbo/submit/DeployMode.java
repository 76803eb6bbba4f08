package dev.elbo.submit;

import dev.elbo.ElboException;
import java.util.Locale;
import java.util.Map;

/** Where the driver runs. */
enum DeployMode {
  /** Here, a child of the command. */
  CLIENT,
  /** On a node of the cluster. */
  CLUSTER;

  static final String PROPERTY = "spark.submit.deployMode";

  /** Of the properties that somebody set. */
  static DeployMode of(Map<String, String> given) {
    String word = given.getOrDefault(PROPERTY, CLIENT.word());
    for (DeployMode mode : values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    throw ElboException.settings(
        "Cannot use %s: [%s] is no deploy mode. Give client or cluster.".formatted(PROPERTY, word));
  }

  /** As Spark writes it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
