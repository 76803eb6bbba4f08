package dev.elbo.submit;

import java.io.File;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/** The Spark properties of a launch: what the user gave, and defaults for what nobody set. */
final class LaunchProperties {
  private static final String DRIVER_MEMORY = "spark.driver.memory";
  private static final String DRIVER_CLASS_PATH = "spark.driver.extraClassPath";
  private static final String DRIVER_OPTIONS = "spark.driver.extraJavaOptions";
  private static final String DRIVER_OVERHEAD = "spark.driver.memoryOverhead";
  private static final String DRIVER_OVERHEAD_FACTOR = "spark.driver.memoryOverheadFactor";
  private static final String EXECUTOR_MEMORY = "spark.executor.memory";
  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";
  private static final String OVERHEAD = "spark.executor.memoryOverhead";
  private static final String OVERHEAD_FACTOR = "spark.executor.memoryOverheadFactor";

  private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC|-Xmn|NewSize");

  /** Room for the arrays of a round of a million parameters. */
  private static final long YOUNG_MIB = 192;

  private final Surroundings around;
  private final Master master;
  private final DeployMode mode;

  /** What somebody set: the owner of Spark in spark-defaults.conf, the user with --conf. */
  private final Map<String, String> given;

  /** What goes onto the line: of the user, and of ours. */
  private final Map<String, String> line;

  private LaunchProperties(
      Surroundings around,
      Master master,
      DeployMode mode,
      Map<String, String> given,
      Map<String, String> line) {
    this.around = around;
    this.master = master;
    this.mode = mode;
    this.given = given;
    this.line = line;
  }

  /**
   * @param given everything that was set, by --conf or in spark-defaults.conf
   * @param user the part of it that was set with --conf
   */
  static Map<String, String> of(
      Surroundings around,
      Master master,
      DeployMode mode,
      Map<String, String> given,
      Map<String, String> user) {
    LaunchProperties properties =
        new LaunchProperties(around, master, mode, given, new LinkedHashMap<>(user));
    properties.line.remove("spark.master");
    properties.line.remove("spark.app.name");
    properties.unlessSet("spark.ui.showConsoleProgress", "false");
    if (master.isLocal()) {
      properties.unlessSet("spark.ui.enabled", "false");
      // Numbers of a state hardly compress.
      properties.unlessSet("spark.broadcast.compress", "false");
      // Results need no detour over the block store where nothing is sent.
      properties.unlessSet("spark.task.maxDirectResultSize", "64m");
      properties.inDriver();
    } else {
      properties.executors();
    }
    properties.driver();
    if (DeployMode.of(given) != mode || mode == DeployMode.CLUSTER) {
      properties.line.put(DeployMode.PROPERTY, mode.word());
    }
    if (mode == DeployMode.CLUSTER) {
      properties.away();
    }
    return properties.line;
  }

  /** A driver elsewhere: spark-submit stays and tells its states, and nobody starts it twice. */
  private void away() {
    if (master.isYarn()) {
      line.put("spark.yarn.submit.waitAppCompletion", "true");
      unlessSet("spark.yarn.maxAppAttempts", "1");
    } else if (master.isStandalone()) {
      line.put("spark.standalone.submit.waitAppCompletion", "true");
      // The other gateway hands no states on.
      line.put("spark.master.rest.enabled", "false");
      before(DRIVER_OPTIONS, JavaModuleOptions.defaultModuleOptions());
    } else {
      line.put("spark.kubernetes.submission.waitAppCompletion", "true");
    }
  }

  private void unlessSet(String property, String value) {
    if (!given.containsKey(property)) {
      line.put(property, value);
    }
  }

  /** Driver and executor are one JVM, which needs no copy of the jar. */
  private void inDriver() {
    String users = given.get(DRIVER_CLASS_PATH);
    String jar = around.jobJar().toString();
    line.put(DRIVER_CLASS_PATH, users == null ? jar : jar + File.pathSeparator + users);
  }

  private void driver() {
    if (master.isLocal() && !around.environment().containsKey("SPARK_DRIVER_MEMORY")) {
      unlessSet(DRIVER_MEMORY, Math.min(4096, around.machine().memoryMiB() / 2) + "m");
    }
    long heap = size(DRIVER_MEMORY, around.environment().get("SPARK_DRIVER_MEMORY"));
    long overhead =
        Optional.ofNullable(given.get(DRIVER_OVERHEAD))
            .filter(size -> mode == DeployMode.CLUSTER)
            .map(size -> MemorySize.mebibytes(DRIVER_OVERHEAD, size))
            .orElse(Math.max(1024, heap / 2));
    if (mode == DeployMode.CLUSTER && !given.containsKey(DRIVER_OVERHEAD_FACTOR)) {
      unlessSet(DRIVER_OVERHEAD, overhead + "m");
    }
    before(
        DRIVER_OPTIONS,
        new NativeMemory(heap, overhead).options() + collector(heap) + archive() + logging());
  }

  private void executors() {
    long heap = size(EXECUTOR_MEMORY, around.environment().get("SPARK_EXECUTOR_MEMORY"));
    if (!given.containsKey(OVERHEAD_FACTOR)) {
      unlessSet(OVERHEAD, "1g");
    }
    before(EXECUTOR_OPTIONS, new NativeMemory(heap, overhead(heap)).options());
  }

  private long overhead(long heap) {
    return present(OVERHEAD)
        .map(size -> MemorySize.mebibytes(OVERHEAD, size))
        .orElseGet(() -> Math.max(384, (long) (heap * factor(given.get(OVERHEAD_FACTOR)))));
  }

  private static double factor(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0.1; // Spark itself refuses what is no number.
    }
  }

  /** In MiB; Spark's default is 1g. */
  private long size(String property, String inherited) {
    String size = present(property).orElse(inherited == null ? "1g" : inherited);
    return MemorySize.mebibytes(property, size);
  }

  private Optional<String> present(String property) {
    return Optional.ofNullable(line.getOrDefault(property, given.get(property)));
  }

  /** Of two equal options the JVM takes the last: the user's. */
  private void before(String property, String options) {
    String users = line.getOrDefault(property, given.get(property));
    line.put(property, users == null ? options : options + " " + users);
  }

  /**
   * A small young generation: what is left of the heap is taken when it is needed, not because it
   * is allowed. Two collectors on one line are an error of the JVM.
   */
  private String collector(long heap) {
    boolean chosen =
        Stream.of(given.get(DRIVER_OPTIONS), around.environment().get("JAVA_TOOL_OPTIONS"))
            .filter(Objects::nonNull)
            .anyMatch(options -> COLLECTOR.matcher(options).find());
    return !master.isLocal() || chosen
        ? ""
        : " -XX:+UseParallelGC -Xmn%dm".formatted(Math.min(YOUNG_MIB, heap / 4));
  }

  /** Java passes over an archive of other jars; that is no news. */
  private String archive() {
    boolean there = Files.exists(around.archive()) && !around.archive().toString().contains(" ");
    return master.isLocal() && there
        ? " -XX:SharedArchiveFile=%s -Xlog:cds=off -Xlog:cds+dynamic=off"
            .formatted(around.archive())
        : "";
  }

  private String logging() {
    return mode == DeployMode.CLIENT
            && Files.exists(around.logging())
            && !around.spark().logs(around.environment())
        ? " -Dlog4j2.configurationFile=" + around.logging().toUri()
        : "";
  }
}
