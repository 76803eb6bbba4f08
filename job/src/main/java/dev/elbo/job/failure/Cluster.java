package dev.elbo.job.failure;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/**
 * Where a session runs: what its properties are called there, and where its executors log.
 *
 * @param master the URL of Spark's master
 * @param applicationId the name that the cluster gave
 * @param conf the properties of the session
 * @param sparkHome where Spark is installed on the driver's host, if that is known
 */
record Cluster(String master, String applicationId, SparkConf conf, Optional<Path> sparkHome) {
  private static final Pattern YARN_CONTAINER = Pattern.compile("/(container_\\w+)/");
  private static final Pattern PLACE_HOLDER = Pattern.compile("\\{([^}]+)\\}");

  /** What Spark takes for properties that nobody set. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "spark.local.dir", "/tmp",
          "spark.network.timeout", "120s",
          "spark.driver.maxResultSize", "1g",
          "spark.driver.memory", "1g",
          "spark.executor.memory", "1g",
          "spark.executor.memoryOverhead", "a tenth of the heap, at least 384m");

  /** Whether executor and driver are one JVM. */
  boolean isLocal() {
    return master.equals("local") || master.startsWith("local[");
  }

  /** A property and its value, as {@code spark.local.dir [/tmp]}. */
  String property(String name) {
    return "%s [%s]".formatted(name, conf.get(name, DEFAULTS.getOrDefault(name, "")));
  }

  /** Fills in what a remedy leaves open in braces: properties, and what they are called here. */
  String fill(String remedy) {
    return PLACE_HOLDER
        .matcher(remedy)
        .replaceAll(m -> Matcher.quoteReplacement(meant(m.group(1))));
  }

  private String meant(String name) {
    return switch (name) {
      case "heap" -> heap();
      case "overhead" -> overhead();
      case "cores" -> cores();
      case "options" -> "spark.%s.extraJavaOptions".formatted(isLocal() ? "driver" : "executor");
      case "more heap" ->
          "Raise %s, or elbo.training.shards so that each is smaller".formatted(heap());
      case "more besides the heap" ->
          isLocal()
              ? "Raise %s, which sets the limit of both".formatted(heap())
              : "Raise %s, or lower %s".formatted(overhead(), cores());
      default -> property(name);
    };
  }

  private String heap() {
    return property(isLocal() ? "spark.driver.memory" : "spark.executor.memory");
  }

  private String overhead() {
    return property(isLocal() ? "spark.driver.memory" : "spark.executor.memoryOverhead");
  }

  private String cores() {
    if (isLocal()) {
      return "the cores of the master [%s]".formatted(master);
    }
    boolean takesAll = master.startsWith("spark:") || master.startsWith("local-cluster");
    return "spark.executor.cores [%s]"
        .formatted(conf.get("spark.executor.cores", takesAll ? "all of a worker" : "1"));
  }

  /**
   * Where an executor logs.
   *
   * @param executor its id
   * @param host where it ran
   * @param url the page of its log that it named itself, if it lived that long
   */
  String log(String executor, String host, Optional<String> url) {
    if (isLocal() || executor.equals("driver")) {
      return "what the driver printed above";
    }
    if (master.startsWith("yarn")) {
      String container =
          url.map(YARN_CONTAINER::matcher)
              .filter(Matcher::find)
              .map(found -> " -containerId " + found.group(1))
              .orElse("");
      return "yarn logs -applicationId %s%s".formatted(applicationId, container);
    }
    if (master.startsWith("k8s")) {
      return "kubectl logs -l spark-app-selector=%s,spark-exec-id=%s --tail=-1 (spark.kubernetes.executor.deleteOnTermination=false keeps it)"
          .formatted(applicationId, executor);
    }
    String file = "work/%s/%s/stderr".formatted(applicationId, executor);
    if (master.startsWith("local-cluster")) {
      return sparkHome.map(home -> home.resolve(file).toString()).orElse(file);
    }
    return url.map(page -> page + " (on [" + host + "] the worker's " + file + ")")
        .orElse("the file " + file + " of the worker on [" + host + "]");
  }

  /** Where to see what the cluster has and does. */
  String page() {
    if (isLocal()) {
      return "what the driver printed above";
    }
    if (master.startsWith("yarn")) {
      return "the output of yarn application -status " + applicationId;
    }
    if (master.startsWith("k8s")) {
      return "the output of kubectl get pods -l spark-app-selector=" + applicationId;
    }
    return "the page of the master [%s]".formatted(master);
  }

  /** What an executor asks for. */
  String request() {
    return "%s, %s, %s".formatted(heap(), overhead(), cores());
  }
}
