package dev.elbo.submit;

import dev.elbo.ElboException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that every verb takes. */
final class Options {
  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "Where Spark runs: local[4], yarn, spark://host:7077. Default: what spark-defaults.conf says, else local[*], all cores of this machine.")
  private String master;

  @Option(
      names = "--deploy-mode",
      paramLabel = "MODE",
      description =
          "Where the driver of train runs: client, here (default), or cluster, beside the executors.")
  private DeployMode deployMode;

  @Option(names = "--queue", paramLabel = "NAME", description = "The queue of YARN.")
  private String queue;

  @Option(
      names = "--files",
      paramLabel = "LIST",
      description = "Files for the working directory of each executor, separated by commas.")
  private String files;

  @Option(
      names = "--packages",
      paramLabel = "LIST",
      description = "Maven coordinates of jars that the data needs, separated by commas.")
  private String packages;

  @Option(
      names = "--properties-file",
      paramLabel = "FILE",
      description =
          "Properties of Spark, such as conf/spark/yarn.conf, in place of spark-defaults.conf.")
  private String propertiesFile;

  @Option(
      names = "--principal",
      paramLabel = "NAME",
      description = "Who to log in as with Kerberos, by --keytab.")
  private String principal;

  @Option(names = "--keytab", paramLabel = "FILE", description = "The keys of --principal.")
  private String keytab;

  @Option(
      names = "--job-jar",
      paramLabel = "URI",
      description =
          "The job jar where all nodes see it, such as hdfs:///elbo/elbo-job.jar or local:///opt/elbo/elbo-job.jar. Default: this copy's, which YARN copies to its nodes.")
  private String jobJar;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting, over the one of the file. Repeatable.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "The name of the run, instead of the digest of settings and data.")
  private String runId;

  @Option(names = "--overwrite", description = "Train a finished run anew; replace an output.")
  private boolean overwrite;

  @Option(names = "--json", description = "Print one JSON object a line, for programs.")
  private boolean json;

  @Option(names = "--quiet", description = "Print errors and what was asked for, no progress.")
  private boolean quiet;

  @Option(
      names = "--conf",
      paramLabel = "PROPERTY=VALUE",
      description = "A property of Spark, as spark-submit takes it. Repeatable.")
  private Map<String, String> conf = new LinkedHashMap<>();

  @Option(
      names = "--driver-memory",
      paramLabel = "SIZE",
      description =
          "The driver's Java heap. Default in local mode: half of the memory, at most 4g.")
  private String driverMemory;

  @Option(
      names = "--executor-memory",
      paramLabel = "SIZE",
      description = "The Java heap of each executor of a cluster. Default: Spark's, 1g.")
  private String executorMemory;

  Optional<String> master() {
    return Optional.ofNullable(master);
  }

  Optional<String> propertiesFile() {
    return Optional.ofNullable(propertiesFile);
  }

  Optional<String> jobJar() {
    return Optional.ofNullable(jobJar);
  }

  List<String> sets() {
    return sets;
  }

  Optional<String> runId() {
    return Optional.ofNullable(runId);
  }

  boolean overwrite() {
    return overwrite;
  }

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }

  /** The properties of Spark that the command line sets. */
  Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    conf.forEach((name, value) -> properties.put(sparks(name), value));
    put(properties, "spark.driver.memory", driverMemory);
    put(properties, "spark.executor.memory", executorMemory);
    put(properties, DeployMode.PROPERTY, deployMode == null ? null : deployMode.word());
    put(properties, "spark.yarn.queue", queue);
    put(properties, "spark.files", files);
    put(properties, "spark.jars.packages", packages);
    put(properties, "spark.kerberos.principal", principal);
    put(properties, "spark.kerberos.keytab", keytab);
    return properties;
  }

  private static void put(Map<String, String> properties, String name, String value) {
    if (value != null) {
      properties.put(name, value);
    }
  }

  /** For the driver: what decides which run it is about. */
  List<String> ofTheRun() {
    List<String> arguments = new ArrayList<>();
    sets.forEach(set -> arguments.addAll(List.of("--set", set)));
    arguments.addAll(ofTheSettledRun());
    return arguments;
  }

  /** For the driver: how it trains and what it prints. */
  List<String> ofTraining() {
    List<String> arguments = new ArrayList<>();
    flag(arguments, overwrite, "--overwrite");
    flag(arguments, json, "--json");
    flag(arguments, quiet, "--quiet");
    return arguments;
  }

  /** For the driver of a scheduled run: what it prints. */
  List<String> ofRetraining() {
    List<String> arguments = new ArrayList<>();
    flag(arguments, json, "--json");
    flag(arguments, quiet, "--quiet");
    return arguments;
  }

  /** For the driver of a verb that puts a model to work. */
  List<String> ofWork() {
    List<String> arguments = new ArrayList<>();
    sets.forEach(set -> arguments.addAll(List.of("--set", set)));
    arguments.addAll(ofTraining());
    return arguments;
  }

  /** For the driver of a run whose settings lie in one file. */
  List<String> ofTheSettledRun() {
    List<String> arguments = new ArrayList<>();
    Optional.ofNullable(runId).ifPresent(id -> arguments.addAll(List.of("--run-id", id)));
    return arguments;
  }

  private static void flag(List<String> arguments, boolean given, String name) {
    if (given) {
      arguments.add(name);
    }
  }

  private static String sparks(String name) {
    if (!name.startsWith("spark.")) {
      throw ElboException.settings(
          "Cannot use --conf %s: Spark drops properties whose names do not start with [spark.]. Use --set for a setting of Elbo."
              .formatted(name));
    }
    return name;
  }
}
