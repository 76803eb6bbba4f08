package dev.elbo.job;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The one session that tests share; another master or another property restarts it. */
public final class Sparks {
  private static SparkSession session;
  private static String key = "";

  private Sparks() {}

  /** A session on so many cores of this JVM. */
  public static SparkSession local(int cores) {
    return local(cores, Map.of());
  }

  /** A session on so many cores of this JVM, with properties. */
  public static synchronized SparkSession local(int cores, Map<String, String> properties) {
    String wanted = cores + " " + new java.util.TreeMap<>(properties);
    if (session != null && key.equals(wanted) && !session.sparkContext().isStopped()) {
      return session;
    }
    if (session != null) {
      session.stop();
    }
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[" + cores + "]")
            .appName("test")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2");
    properties.forEach(builder::config);
    session = builder.getOrCreate();
    key = wanted;
    return session;
  }
}
