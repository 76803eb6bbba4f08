package dev.elbo.submit;

import dev.elbo.ElboException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the options and the surroundings make of a verb: the master, the properties, the launch. */
final class Launches {
  private final Surroundings around;
  private final Map<String, String> user;
  private final Map<String, String> given;
  private final Master master;

  Launches(Surroundings around, Options options) {
    this.around = around;
    this.user = options.properties();
    this.given = new HashMap<>(around.spark().defaults(around.environment()));
    given.putAll(user);
    this.master = Master.of(options.master(), given);
    if (given.getOrDefault("spark.submit.deployMode", "client").equals("cluster")) {
      throw ElboException.settings(
          "Cannot start the driver: the deploy mode [cluster] hands neither progress nor exit code on. Use spark.submit.deployMode=client, or run the line of elbo plan with spark-submit yourself.");
    }
  }

  Master master() {
    return master;
  }

  /** What somebody set, in spark-defaults.conf or with --conf. */
  Map<String, String> given() {
    return given;
  }

  /**
   * The launch of the driver.
   *
   * @param subject what the verb is about, for the name on cluster pages
   * @param arguments the verb and what follows it
   */
  Launch of(String subject, List<String> arguments) {
    return new Launch(
        variables(),
        around.spark().submit(),
        master,
        given.getOrDefault("spark.app.name", ("elbo " + arguments.get(0) + " " + subject).trim()),
        LaunchProperties.of(around, master, given, user),
        master.isLocal() ? "spark-internal" : around.jobJar().toString(),
        arguments);
  }

  /** Driver and executors in one JVM need no name that others can resolve, and few native heaps. */
  private Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>(Threads.missing(around.environment()));
    if (master.isLocal() && !around.environment().containsKey("SPARK_LOCAL_IP")) {
      variables.put("SPARK_LOCAL_IP", "127.0.0.1");
    }
    if (master.isLocal() && !around.environment().containsKey("MALLOC_ARENA_MAX")) {
      variables.put("MALLOC_ARENA_MAX", "2");
    }
    return variables;
  }
}
