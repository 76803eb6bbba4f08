package dev.elbo.job;

import dev.elbo.ElboException;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** Starts the session of a main and stops it again. */
final class Sessions {
  private Sessions() {}

  /** Runs a verb in a session of its own. */
  static <T> T with(String name, Function<SparkSession, T> verb) {
    SparkSession spark;
    try {
      spark = SparkSession.builder().appName("elbo " + name).getOrCreate();
    } catch (RuntimeException e) {
      throw ElboException.environment(
          "Cannot start Spark: [%s]. Check --master and the Spark properties."
              .formatted(e.getMessage()),
          e);
    }
    try {
      return verb.apply(spark);
    } finally {
      spark.stop();
    }
  }
}
