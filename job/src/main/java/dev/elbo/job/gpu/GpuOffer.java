package dev.elbo.job.gpu;

import org.apache.spark.SparkConf;
import org.apache.spark.util.Utils;

/**
 * What the properties of a session say about GPUs.
 *
 * @param master the URL of Spark's master
 * @param isDynamic whether Spark starts and ends executors as it needs them
 * @param executorGpus of each executor; 0 where nobody asked for them
 * @param taskGpus of each task of the default profile; 0 where nobody said
 */
record GpuOffer(String master, boolean isDynamic, int executorGpus, double taskGpus) {
  static final String EXECUTOR = "spark.executor.resource.gpu.amount";
  static final String TASK = "spark.task.resource.gpu.amount";

  /** The offer of a session. */
  static GpuOffer of(SparkConf conf) {
    return new GpuOffer(
        conf.get("spark.master"),
        Utils.isDynamicAllocationEnabled(conf),
        conf.getInt(EXECUTOR, 0),
        conf.getDouble(TASK, 0));
  }

  /** Whether driver and executor are one JVM. */
  boolean isLocal() {
    return master.equals("local") || master.startsWith("local[");
  }

  /** Whether Spark schedules stages by resources of their own there (3.5). */
  boolean hasStageProfiles() {
    return master.startsWith("spark:")
        || master.startsWith("local-cluster")
        || master.equals("yarn")
        || master.startsWith("k8s:");
  }
}
