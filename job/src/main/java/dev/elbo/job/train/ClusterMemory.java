package dev.elbo.job.train;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.network.util.JavaUtils;

/**
 * The memory of the JVMs of a session.
 *
 * @param executors besides the driver; 0 in local mode
 * @param slots tasks that one of them runs at once
 * @param driverHeap in bytes
 * @param executorHeap in bytes
 * @param executorOverhead what the cluster lets an executor have besides its heap, in bytes; {@link
 *     Long#MAX_VALUE} where nobody counts, as in standalone clusters
 * @param cacheFraction of a heap that cached rows may fill before they go to disk
 */
record ClusterMemory(
    int executors,
    int slots,
    long driverHeap,
    long executorHeap,
    long executorOverhead,
    double cacheFraction) {
  static final String DRIVER = "spark.driver.memory";
  static final String DRIVER_OVERHEAD = "spark.driver.memoryOverhead";
  static final String EXECUTOR = "spark.executor.memory";
  static final String OVERHEAD = "spark.executor.memoryOverhead";

  private static final long LEAST_OVERHEAD = 384L << 20;

  static ClusterMemory of(SparkContext spark) {
    int executors = spark.isLocal() ? 0 : Math.max(1, spark.getExecutorMemoryStatus().size() - 1);
    int slots = -Math.floorDiv(-spark.defaultParallelism(), Math.max(1, executors));
    SparkConf conf = spark.conf();
    long heap = JavaUtils.byteStringAsMb(conf.get(EXECUTOR, "1g")) << 20;
    boolean isCounted = spark.master().startsWith("yarn") || spark.master().startsWith("k8s");
    return new ClusterMemory(
        executors,
        slots,
        heapOfThis(),
        heap,
        isCounted ? overhead(conf, heap) : Long.MAX_VALUE,
        conf.getDouble("spark.memory.fraction", 0.6));
  }

  /** What -Xmx said; of that, collectors keep a part to themselves. */
  private static long heapOfThis() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return machine == null
        ? Runtime.getRuntime().maxMemory()
        : Long.parseLong(machine.getVMOption("MaxHeapSize").getValue());
  }

  private static long overhead(SparkConf conf, long heap) {
    if (conf.contains(OVERHEAD)) {
      return JavaUtils.byteStringAsMb(conf.get(OVERHEAD)) << 20;
    }
    double factor = conf.getDouble("spark.executor.memoryOverheadFactor", 0.1);
    return Math.max(LEAST_OVERHEAD, (long) (heap * factor));
  }
}
