package dev.elbo.submit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.server.MiniYARNCluster;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.RMApp;

/** A real YARN of one node beside a real HDFS, in this JVM; what they run are processes. */
final class MiniYarn implements Cluster {
  private static final String JARS = "local:" + Clone.ROOT + "/submit/target/spark-home/jars/*";

  private final MiniDFSCluster hdfs;
  private final MiniYARNCluster yarn;
  private final Path configuration;

  /**
   * Starts both.
   *
   * @param folder of the local disk for all that they write
   */
  MiniYarn(Path folder) throws Exception {
    Configuration files = new Configuration();
    files.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    files.set("dfs.replication", "1");
    hdfs = new MiniDFSCluster.Builder(files).numDataNodes(1).build();
    hdfs.waitActive();
    System.setProperty("yarn.is.minicluster", "true");
    Configuration conf = new Configuration(files);
    // A class for tests, which nobody else has.
    conf.unset("net.topology.node.switch.mapping.impl");
    conf.set("fs.defaultFS", hdfs.getURI().toString());
    conf.set("yarn.scheduler.capacity.root.queues", "default");
    conf.set("yarn.scheduler.capacity.root.default.capacity", "100");
    conf.set("yarn.scheduler.capacity.root.default.state", "RUNNING");
    conf.set("yarn.scheduler.capacity.root.default.acl_submit_applications", "*");
    conf.set("yarn.scheduler.capacity.root.default.acl_administer_queue", "*");
    conf.set("yarn.scheduler.capacity.maximum-am-resource-percent", "0.8");
    conf.set("yarn.scheduler.capacity.node-locality-delay", "-1");
    conf.set(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "100.0");
    conf.set("yarn.scheduler.minimum-allocation-mb", "128");
    conf.set("yarn.nodemanager.resource.memory-mb", "6144");
    conf.set("yarn.nodemanager.resource.cpu-vcores", "8");
    conf.set("yarn.nodemanager.vmem-check-enabled", "false");
    conf.set("yarn.minicluster.fixed.ports", "false");
    System.setProperty("test.build.data", folder.resolve("yarn").toString());
    yarn = new MiniYARNCluster("elbo", 1, 1, 1);
    yarn.init(conf);
    yarn.start();
    configuration = Files.createDirectories(folder.resolve("conf"));
    Configuration all = new Configuration(yarn.getConfig());
    // What users write is for their group to read, and for nobody else.
    all.set("fs.permissions.umask-mode", "027");
    write(all, "yarn-site.xml");
    Configuration core = new Configuration(false);
    core.set("fs.defaultFS", hdfs.getURI().toString());
    write(core, "core-site.xml");
    Configuration site = new Configuration(false);
    site.set("dfs.replication", "1");
    write(site, "hdfs-site.xml");
  }

  private void write(Configuration conf, String file) throws Exception {
    try (OutputStream out = Files.newOutputStream(configuration.resolve(file))) {
      conf.writeXml(out);
    }
  }

  @Override
  public List<String> options() {
    return Clone.words(
        "--master yarn",
        "--driver-memory 512m",
        "--executor-memory 512m",
        "--conf spark.yarn.jars=" + JARS,
        "--conf spark.executor.instances=1");
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("HADOOP_CONF_DIR", configuration.toString());
  }

  @Override
  public Configuration hadoop() {
    return hdfs.getConfiguration(0);
  }

  @Override
  public String shared(String name) {
    return hdfs.getURI() + "/" + name;
  }

  @Override
  public long running() {
    return apps().filter(app -> app.getFinishTime() == 0).count();
  }

  /** How its applications ended, in the words of YARN; the first one first. */
  List<String> ends() {
    return apps().map(app -> app.getFinalApplicationStatus().toString()).toList();
  }

  private Stream<RMApp> apps() {
    return yarn.getResourceManager().getRMContext().getRMApps().values().stream()
        .sorted(Comparator.comparing(RMApp::getApplicationId));
  }

  @Override
  public void close() {
    try {
      yarn.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      hdfs.shutdown();
    }
  }
}
