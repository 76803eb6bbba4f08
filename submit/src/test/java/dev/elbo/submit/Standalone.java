package dev.elbo.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * A standalone cluster in processes of its own, a worker a host: the names of this machine's
 * loopback network stand for hosts.
 */
final class Standalone implements Cluster {
  private static final Path SPARK_CLASS =
      Clone.ROOT.resolve("submit/target/spark-home/bin/spark-class");
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final String master;

  private Standalone(Path folder) throws Exception {
    this.folder = folder;
    start("master", "master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0");
    this.master = await("master", MASTER).group(1);
  }

  /** A master, and workers with one core and a gigabyte each. */
  static Standalone start(Path folder, int workers) throws Exception {
    return start(folder, workers, 1, "1g");
  }

  /** A master, and workers of a size. */
  static Standalone start(Path folder, int workers, int cores, String memory) throws Exception {
    Standalone cluster = new Standalone(Files.createDirectories(folder));
    for (int i = 0; i < workers; i++) {
      cluster.startWorker(i, cores, memory);
    }
    for (int i = 0; i < workers; i++) {
      cluster.await("worker" + i, Pattern.compile("Successfully registered with master"));
    }
    return cluster;
  }

  private void startWorker(int number, int cores, String memory) throws IOException {
    start(
        "worker" + number,
        "worker.Worker",
        "--host",
        "127.0.0." + (2 + number),
        "--cores",
        Integer.toString(cores),
        "--memory",
        memory,
        "--webui-port",
        "0",
        "--work-dir",
        folder.resolve("work" + number).toString(),
        master);
  }

  private void start(String name, String type, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(SPARK_CLASS.toString()));
    words.add("org.apache.spark.deploy." + type);
    words.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("SPARK_"));
    builder.environment().put("SPARK_DAEMON_MEMORY", "256m");
    processes.add(builder.start());
  }

  private Matcher await(String name, Pattern words) throws Exception {
    for (int i = 0; i < 1200; i++) {
      Matcher found = words.matcher(Files.readString(folder.resolve(name + ".log")));
      if (found.find()) {
        return found;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(Files.readString(folder.resolve(name + ".log")));
  }

  /** The URL of the master. */
  String master() {
    return master;
  }

  @Override
  public List<String> options() {
    return Clone.words(
        "--master " + master,
        "--driver-memory 512m",
        "--executor-memory 512m",
        "--conf spark.executor.cores=1",
        "--conf spark.cores.max=2");
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  @Override
  public Configuration hadoop() {
    return new Configuration();
  }

  @Override
  public String shared(String name) {
    return folder.resolve("shared").resolve(name).toString();
  }

  @Override
  public long running() throws IOException {
    String log = Files.readString(folder.resolve("master.log"));
    Set<String> apps = names(log, "Registered app .* with ID (app-[0-9-]+)");
    apps.removeAll(names(log, "Removing app (app-[0-9-]+)"));
    return apps.size();
  }

  private static Set<String> names(String log, String pattern) {
    return Pattern.compile(pattern)
        .matcher(log)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    processes.forEach(
        process -> {
          List<ProcessHandle> all = process.descendants().toList();
          process.destroyForcibly();
          all.forEach(ProcessHandle::destroyForcibly);
        });
  }
}
