package dev.elbo.submit;

import java.util.Map;
import java.util.Optional;

/**
 * Where Spark runs.
 *
 * @param url such as local[*], yarn, spark://host:7077
 */
record Master(String url) {
  static final String DEFAULT = "local[*]";

  /** The first of --master, --conf spark.master, spark-defaults.conf that names one. */
  static Master of(Optional<String> option, Map<String, String> given) {
    return new Master(option.orElse(given.getOrDefault("spark.master", DEFAULT)));
  }

  boolean isYarn() {
    return url.equals("yarn");
  }

  boolean isStandalone() {
    return url.startsWith("spark://");
  }

  boolean isKubernetes() {
    return url.startsWith("k8s://");
  }

  /** Whether driver and executors are one JVM. */
  boolean isLocal() {
    return url.equals("local") || url.startsWith("local[");
  }
}
