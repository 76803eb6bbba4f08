package dev.elbo.job.gpu;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.resource.ExecutorResourceRequests;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;

/**
 * What the stages that train ask Spark for. One object a session: Spark starts new executors for
 * another one, however equal.
 */
final class Profiles {
  private static final Map<SparkContext, Map<GpuPlan.Way, ResourceProfile>> MADE =
      new WeakHashMap<>();
  private static final String GPU = "gpu";
  private static final String OF_EXECUTORS = "spark.executor.resource.gpu.";

  private Profiles() {}

  /** Empty where all stages ask for the same. */
  static synchronized Optional<ResourceProfile> of(SparkContext spark, GpuPlan.Way way) {
    return way == GpuPlan.Way.LOCAL || way == GpuPlan.Way.EVERY_TASK
        ? Optional.empty()
        : Optional.of(
            MADE.computeIfAbsent(spark, s -> new EnumMap<>(GpuPlan.Way.class))
                .computeIfAbsent(way, w -> make(spark.getConf(), w)));
  }

  private static ResourceProfile make(SparkConf conf, GpuPlan.Way way) {
    ResourceProfileBuilder builder =
        new ResourceProfileBuilder().require(new TaskResourceRequests().resource(GPU, 1));
    if (way == GpuPlan.Way.EXECUTORS) {
      // One task is all that they run.
      builder.require(
          new ExecutorResourceRequests()
              .cores(conf.getInt("spark.task.cpus", 1))
              .resource(
                  GPU,
                  1,
                  conf.get(OF_EXECUTORS + "discoveryScript", ""),
                  conf.get(OF_EXECUTORS + "vendor", "")));
    }
    return builder.build();
  }
}
