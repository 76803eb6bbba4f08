package dev.elbo.submit;

import dev.elbo.ElboException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the options and the surroundings make of a verb: the master, the properties, the launch. */
final class Launches {
  private final Surroundings around;
  private final Options options;
  private final Map<String, String> user;
  private final Map<String, String> given;
  private final Master master;
  private final DeployMode deployMode;

  Launches(Surroundings around, Options options) {
    this.around = around;
    this.options = options;
    this.user = options.properties();
    this.given =
        new HashMap<>(
            options
                .propertiesFile()
                .map(file -> SparkHome.properties(around.workingDirectory().resolve(file)))
                .orElseGet(() -> around.spark().defaults(around.environment())));
    given.putAll(user);
    this.master = Master.of(options.master(), given);
    this.deployMode = DeployMode.of(given);
    if (deployMode == DeployMode.CLUSTER
        && !(master.isYarn() || master.isStandalone() || master.isKubernetes())) {
      throw ElboException.settings(
          "Cannot start the driver: the master [%s] runs no drivers for others. Use --deploy-mode client, or the --master of a cluster: yarn, spark://host:7077, k8s://host:6443."
              .formatted(master.url()));
    }
  }

  DeployMode deployMode() {
    return deployMode;
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
    return launch(deployMode, name(subject, arguments), arguments);
  }

  /** The launch of a driver that runs here, whatever the deploy mode of others. */
  Launch here(String subject, List<String> arguments) {
    return launch(DeployMode.CLIENT, name(subject, arguments), arguments);
  }

  /** The launch of a driver that copies what it prints to a file. */
  Launch watched(String subject, String console, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("--console", console));
    all.addAll(arguments);
    return launch(deployMode, name(subject, arguments), all);
  }

  private String name(String subject, List<String> arguments) {
    return given.getOrDefault(
        "spark.app.name", ("elbo " + arguments.get(0) + " " + subject).trim());
  }

  private Launch launch(DeployMode mode, String name, List<String> arguments) {
    return new Launch(
        variables(mode),
        around.spark().submit(),
        master,
        name,
        options.propertiesFile(),
        LaunchProperties.of(around, master, mode, given, user),
        master.isLocal()
            ? "spark-internal"
            : options.jobJar().orElseGet(() -> around.jobJar().toString()),
        arguments);
  }

  /** Driver and executors in one JVM need no name that others can resolve, and few native heaps. */
  private Map<String, String> variables(DeployMode mode) {
    Map<String, String> variables = new TreeMap<>(Threads.missing(around.environment()));
    if (master.isLocal() && !around.environment().containsKey("SPARK_LOCAL_IP")) {
      variables.put("SPARK_LOCAL_IP", "127.0.0.1");
    }
    if (master.isLocal() && !around.environment().containsKey("MALLOC_ARENA_MAX")) {
      variables.put("MALLOC_ARENA_MAX", "2");
    }
    if (mode == DeployMode.CLUSTER) {
      // What spark-submit itself logs: the states of the application are lines of it.
      String options = around.environment().getOrDefault("SPARK_SUBMIT_OPTS", "");
      String logging = "-Dlog4j2.configurationFile=" + around.submissionLogging().toUri();
      variables.put("SPARK_SUBMIT_OPTS", (logging + " " + options).trim());
    }
    return variables;
  }
}
