package dev.elbo.job.gpu;

import dev.elbo.ElboException;
import dev.elbo.job.data.Block;
import dev.elbo.job.data.Shards;
import dev.elbo.job.gpu.GpuPlan.Way;
import dev.elbo.settings.GpuSettings;
import dev.elbo.vae.Backend;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceProfile;

/** Where a run trains: on CPUs wherever Spark likes, or on GPUs, a task each. */
public final class Gpus {
  private static final Gpus NONE = new Gpus(Optional.empty(), Optional.empty());

  private final Optional<GpuPlan> plan;
  private final Optional<ResourceProfile> profile;

  private Gpus(Optional<GpuPlan> plan, Optional<ResourceProfile> profile) {
    this.plan = plan;
    this.profile = profile;
  }

  /**
   * The flight check before anything is read. The executors that are there prove that they compute
   * on their GPUs; those that come later do so before their first task.
   *
   * @param notes told what trains, and what Spark does not allow
   * @throws ElboException (environment) if no GPU can be used, unless the settings say to train on
   *     CPUs then
   */
  public static Gpus prepare(JavaSparkContext spark, GpuSettings settings, Consumer<String> notes) {
    if (!settings.isWanted()) {
      return NONE;
    }
    try {
      GpuPlan plan = GpuPlan.of(GpuOffer.of(spark.getConf()));
      Optional<ResourceProfile> profile = Profiles.of(spark.sc(), plan.way());
      List<Report> reports =
          plan.way() == Way.LOCAL ? ofThisMachine(plan) : ofExecutors(spark, plan, profile);
      plan.note().ifPresent(notes);
      Report.summary(reports).forEach(notes);
      return new Gpus(Optional.of(plan), profile);
    } catch (GpuRefusal e) {
      if (settings.fallback() == GpuSettings.Fallback.FAIL) {
        throw e.error();
      }
      notes.accept(e.note());
      return NONE;
    }
  }

  private static List<Report> ofThisMachine(GpuPlan plan) {
    Binding binding = Binding.of(plan);
    int devices = Math.max(1, NvidiaSmi.here().ask().devices().size());
    List<Report> all =
        IntStream.range(0, devices)
            .mapToObj(device -> new Report(Binding.here(), binding.prove(device)))
            .toList();
    List<Report> good = all.stream().filter(report -> !report.proof().isRefused()).toList();
    if (good.isEmpty()) {
      all.get(0).require();
    }
    LocalGpus.offer(good.stream().map(report -> report.proof().device()).toList());
    return good;
  }

  /** More tasks than GPUs, so that each gets one. */
  private static List<Report> ofExecutors(
      JavaSparkContext spark, GpuPlan plan, Optional<ResourceProfile> profile) {
    Binding binding = Binding.of(plan);
    int executors = Math.max(1, spark.sc().getExecutorMemoryStatus().size() - 1);
    int tasks = plan.way() == Way.EXECUTORS ? 1 : 2 * executors * plan.perExecutor();
    List<Report> reports =
        on(
                profile,
                spark
                    .parallelize(Collections.nCopies(tasks, 0), tasks)
                    .map(nothing -> new Report(Binding.here(), binding.proveOwn())))
            .collect();
    reports.forEach(Report::require);
    return reports;
  }

  /** The same shards; whoever reads them computes on a GPU of its own. */
  public Shards place(Shards shards) {
    if (plan.isEmpty()) {
      return shards;
    }
    if (plan.get().way() == Way.EXECUTORS) {
      shards.moveTo(profile.orElseThrow());
    }
    Binding binding = Binding.of(plan.get());
    JavaRDD<Block> bound =
        shards
            .blocks()
            .mapPartitions(
                blocks -> {
                  binding.bind();
                  return blocks;
                },
                true);
    return new Shards(on(profile, bound), shards.format(), shards.rows());
  }

  private static <T> JavaRDD<T> on(Optional<ResourceProfile> profile, JavaRDD<T> rdd) {
    return profile.map(rdd::withResources).orElse(rdd);
  }

  /** Who computes. */
  public Backend backend() {
    return plan.isPresent() ? Backend.CUDA : Backend.CPU;
  }
}
