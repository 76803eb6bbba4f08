package dev.elbo.job;

import dev.elbo.ElboException;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** The session of a main: its own, stopped in the end, or the caller's, left alone. */
final class Sessions {
  private Sessions() {}

  /** Runs a verb in the session of this JVM if one is active, else in one of its own. */
  static <T> T with(String name, Function<SparkSession, T> verb) {
    SparkSession callers = alive(SparkSession.getActiveSession());
    callers = callers == null ? alive(SparkSession.getDefaultSession()) : callers;
    if (callers != null) {
      return verb.apply(callers);
    }
    SparkSession spark = start(name);
    try {
      return verb.apply(spark);
    } finally {
      spark.stop();
    }
  }

  private static SparkSession alive(Option<SparkSession> session) {
    // Spark remembers sessions that were stopped.
    return session.isDefined() && !session.get().sparkContext().isStopped() ? session.get() : null;
  }

  private static SparkSession start(String name) {
    try {
      return SparkSession.builder().appName("elbo " + name).getOrCreate();
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      throw ElboException.environment(
          "Cannot start Spark: [%s]. Check --master and the Spark properties."
              .formatted(e.getMessage()),
          e);
    }
  }
}
