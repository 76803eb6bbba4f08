package dev.elbo.submit.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * What goes wrong in the executors of a training under test, and a witness in its driver. Spark
 * loads it by name ({@code spark.plugins}); the program itself knows nothing of it.
 */
public final class Fault implements SparkPlugin {
  /** What goes wrong: a name of {@link Sabotage}. */
  public static final String KIND = "spark.fault.kind";

  /** The folder of the file {@code armed}, which starts it, and of what the witness writes. */
  public static final String FOLDER = "spark.fault.folder";

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Map<String, String> init(SparkContext spark, PluginContext context) {
        spark.addSparkListener(new Witness(folder(context)));
        return new HashMap<>();
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      private Sabotage sabotage;
      private Path armed;

      @Override
      public void init(PluginContext context, Map<String, String> extra) {
        sabotage = Sabotage.valueOf(context.conf().get(KIND));
        armed = folder(context).resolve("armed");
      }

      @Override
      public void onTaskStart() {
        if (!Files.exists(armed)) {
          return;
        }
        try {
          sabotage.onTaskStart();
        } catch (ReflectiveOperationException | InterruptedException e) {
          throw new IllegalStateException(e); // Spark logs it and runs the task.
        }
      }
    };
  }

  private static Path folder(PluginContext context) {
    return Path.of(context.conf().get(FOLDER));
  }
}
