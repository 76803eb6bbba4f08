package dev.elbo.submit;

import java.util.List;
import org.apache.spark.internal.config.ConfigEntry;

/** The properties of this Spark, from its own registry. */
final class SparkProperties {
  /** Their entries register themselves when the class is loaded. */
  private static final List<String> REGISTRIES =
      List.of(
          "org.apache.spark.internal.config.package$",
          "org.apache.spark.internal.config.UI$",
          "org.apache.spark.deploy.k8s.Config$");

  static {
    for (String name : REGISTRIES) {
      try {
        Class.forName(name);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private SparkProperties() {}

  /** Whether Spark, or with {@code spark.elbo.} Elbo, reads the property. */
  static boolean isKnown(String property) {
    return property.startsWith("spark.elbo.") || ConfigEntry.findEntry(property) != null;
  }
}
