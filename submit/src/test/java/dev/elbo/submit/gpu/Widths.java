package dev.elbo.submit.gpu;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/** Writes how many tasks an executor runs at a time, those with a GPU apart from those without. */
public final class Widths implements SparkPlugin {
  @Override
  public DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      private final AtomicInteger running = new AtomicInteger();

      @Override
      public void init(PluginContext context, Map<String, String> extra) {}

      @Override
      public void onTaskStart() {
        int width = running.incrementAndGet();
        boolean isOnGpu = TaskContext.get().resourcesJMap().containsKey("gpu");
        Lines.write(isOnGpu ? "with-gpu" : "without-gpu", Integer.toString(width));
      }

      @Override
      public void onTaskSucceeded() {
        running.decrementAndGet();
      }

      @Override
      public void onTaskFailed(TaskFailedReason reason) {
        running.decrementAndGet();
      }
    };
  }
}
