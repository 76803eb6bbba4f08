package dev.elbo.job;

import dev.elbo.ElboException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** The session of a main: its own, stopped in the end, or the caller's, left alone. */
final class Sessions {
  /**
   * Where driver and executor are one JVM, the state of training goes between them through memory:
   * not through a socket, not packed, and with no sum to check.
   */
  private static final Map<String, String> OF_ONE_JVM =
      Map.of(
          "spark.task.maxDirectResultSize",
          "64m",
          "spark.broadcast.compress",
          "false",
          "spark.broadcast.checksum",
          "false");

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

  /** The properties that help where driver and executor are one JVM, but those that are given. */
  static Map<String, String> ofOneJvm(SparkConf given) {
    String master = given.get("spark.master", "");
    boolean isOneJvm = master.equals("local") || master.startsWith("local[");
    Map<String, String> wanted = new HashMap<>(isOneJvm ? OF_ONE_JVM : Map.of());
    wanted.keySet().removeIf(given::contains);
    return wanted;
  }

  private static SparkSession start(String name) {
    try {
      SparkSession.Builder builder = SparkSession.builder().appName("elbo " + name);
      ofOneJvm(new SparkConf()).forEach(builder::config);
      return builder.getOrCreate();
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      throw ElboException.environment(
          "Cannot start Spark: [%s]. Check --master and the Spark properties."
              .formatted(e.getMessage()),
          e);
    }
  }
}
