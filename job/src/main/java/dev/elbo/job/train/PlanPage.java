package dev.elbo.job.train;

import dev.elbo.feature.ColumnStatistics;
import dev.elbo.feature.Schema;
import dev.elbo.job.data.Profile;
import dev.elbo.job.gpu.Gpus;
import dev.elbo.settings.Entry;
import dev.elbo.settings.GpuSettings;
import dev.elbo.vae.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** What {@code elbo plan} prints: settings, data, network and memory. */
public final class PlanPage {
  private static final int COLUMNS_SHOWN = 20;

  private PlanPage() {}

  /** The page. */
  public static String of(TrainingPlan plan, SparkSession spark) {
    StringBuilder page = new StringBuilder();
    page.append("Settings\n");
    int width = plan.resolved().entries().stream().mapToInt(e -> e.key().length()).max().orElse(0);
    for (Entry entry : plan.resolved().entries()) {
      page.append("  ")
          .append(entry.key())
          .append(" ".repeat(width - entry.key().length()))
          .append(" = %s  (%s)%n".formatted(entry.value(), entry.origin()));
    }
    data(page, plan);
    page.append(
        "%nNetwork%n  %d features - %s - %d %s latents - %s - %s, %,d parameters%n"
            .formatted(
                plan.architecture().features(),
                plan.architecture().encoder(),
                plan.architecture().latents().dimension(),
                plan.architecture().latents().family(),
                plan.architecture().decoder(),
                plan.architecture().likelihood().name(),
                new ParameterLayout(plan.architecture()).length()));
    page.append(
        "%nRun%n  id %s, shards: %d, %,d steps an epoch on the longest%n"
            .formatted(
                plan.runId(),
                plan.shards(),
                plan.averaging().steps(plan.settings().training().epochs())));
    plan.averaging().explanation().ifPresent(text -> page.append("  ").append(text).append("\n"));
    page.append(MemoryPlan.of(plan, spark).page(MemoryPlan.shares(plan, spark)));
    return page.toString();
  }

  /**
   * The part on GPUs: what trains, as the executors prove it.
   *
   * @throws dev.elbo.ElboException (environment) if GPUs are wished for and none can be used
   */
  public static String gpus(TrainingPlan plan, SparkSession spark) {
    GpuSettings wish = plan.settings().training().gpu();
    List<String> lines = new ArrayList<>();
    Gpus gpus =
        Gpus.prepare(new JavaSparkContext(spark.sparkContext()), wish, lines::add)
            .fitting(plan.steps(), lines::add);
    if (!wish.isWanted()) {
      lines.add("none wanted: training is on CPUs (elbo.training.gpu.amount)");
    } else if (gpus.areUsed()) {
      lines.add("A training task takes one.");
    }
    return "%nGPUs%n  %s%n".formatted(String.join("%n  ".formatted(), lines));
  }

  /**
   * Refuses a session whose memory the training cannot fit into.
   *
   * @throws dev.elbo.ElboException (settings) naming the property to change
   */
  public static void requireMemory(TrainingPlan plan, SparkSession spark) {
    MemoryPlan.require(MemoryPlan.shares(plan, spark));
  }

  private static void data(StringBuilder page, TrainingPlan plan) {
    Profile rows = plan.data().profile();
    page.append(
        "%nData%n  %,d rows to train on%s, %s held out, %d features%n"
            .formatted(
                rows.rows(),
                rows.dropped() > 0 ? " (%,d left out)".formatted(rows.dropped()) : "",
                plan.data().validationProfile().map(p -> "%,d".formatted(p.rows())).orElse("none"),
                plan.data().schema().features()));
    page.append("  fingerprint %s%n".formatted(plan.data().fingerprint()));
    if (plan.data().schema().image().isPresent()) {
      pixels(page, rows, plan.data().schema());
    } else {
      columns(page, rows, plan.data().schema());
    }
  }

  /** Nobody reads a line a pixel. */
  private static void pixels(StringBuilder page, Profile rows, Schema schema) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    double mean = 0;
    int constant = 0;
    for (int i = 0; i < schema.features(); i++) {
      ColumnStatistics pixel = rows.column(i);
      least = Math.min(least, pixel.least());
      greatest = Math.max(greatest, pixel.greatest());
      mean += pixel.mean() / schema.features();
      constant += pixel.least() == pixel.greatest() ? 1 : 0;
    }
    page.append(
        String.format(
            Locale.ROOT,
            "  images of %s pixels, values %.6g to %.6g, mean %.6g; %d of their values are constant%n",
            schema.image().get(),
            least,
            greatest,
            mean,
            constant));
  }

  private static void columns(StringBuilder page, Profile rows, Schema schema) {
    page.append(
        "  column                       least      greatest          mean     deviation  missing\n");
    int shown = Math.min(COLUMNS_SHOWN, schema.features());
    for (int i = 0; i < shown; i++) {
      ColumnStatistics column = rows.column(i);
      page.append(
          String.format(
              Locale.ROOT,
              "  %-20s %13.6g %13.6g %13.6g %13.6g %8d%n",
              schema.columns().get(i),
              column.least(),
              column.greatest(),
              column.mean(),
              column.deviation(),
              column.missing()));
    }
    if (shown < schema.features()) {
      page.append("  .. and %d more%n".formatted(schema.features() - shown));
    }
  }
}
