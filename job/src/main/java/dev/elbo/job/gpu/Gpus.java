package dev.elbo.job.gpu;

import dev.elbo.ElboException;
import dev.elbo.job.data.Block;
import dev.elbo.job.data.Shards;
import dev.elbo.job.gpu.GpuPlan.Way;
import dev.elbo.settings.GpuSettings;
import dev.elbo.vae.Engine;
import dev.elbo.vae.StepEngine;
import dev.elbo.vae.StepSettings;
import dev.elbo.vae.cuda.CudaEngine;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceProfile;

/** Where a run trains: on CPUs wherever Spark likes, or on GPUs, a task each. */
public final class Gpus {
  private final GpuSettings settings;
  private final Optional<GpuPlan> plan;
  private final Optional<ResourceProfile> profile;
  private final Set<GpuSettings.Engine> engines;

  private Gpus(
      GpuSettings settings,
      Optional<GpuPlan> plan,
      Optional<ResourceProfile> profile,
      Set<GpuSettings.Engine> engines) {
    this.settings = settings;
    this.plan = plan;
    this.profile = profile;
    this.engines = engines;
  }

  private static Gpus none(GpuSettings settings) {
    return new Gpus(settings, Optional.empty(), Optional.empty(), Set.of());
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
      return none(settings);
    }
    try {
      GpuPlan plan = GpuPlan.of(GpuOffer.of(spark.getConf()));
      Optional<ResourceProfile> profile = Profiles.of(spark.sc(), plan.way());
      List<Report> reports =
          plan.way() == Way.LOCAL
              ? ofThisMachine(Binding.of(plan, settings))
              : ofExecutors(spark, plan, Binding.of(plan, settings), profile);
      plan.note().ifPresent(notes);
      Report.summary(reports).forEach(notes);
      Set<GpuSettings.Engine> engines =
          reports.stream().map(report -> report.proof().engine()).collect(Collectors.toSet());
      return new Gpus(settings, Optional.of(plan), profile, engines);
    } catch (GpuRefusal e) {
      return refused(e, settings, notes);
    }
  }

  private static Gpus refused(GpuRefusal why, GpuSettings settings, Consumer<String> notes) {
    if (settings.fallback() == GpuSettings.Fallback.FAIL) {
      throw why.error();
    }
    notes.accept(why.note());
    return none(settings);
  }

  /**
   * The same for a network, once it is known: none where somebody who was proved cannot train it.
   *
   * @param notes told so
   * @throws ElboException (environment) then, unless the settings say to train on CPUs
   */
  public Gpus fitting(StepSettings steps, Consumer<String> notes) {
    Optional<String> limit = CudaEngine.limit(steps);
    if (limit.isEmpty() || !engines.contains(GpuSettings.Engine.CUDA)) {
      return this;
    }
    GpuRefusal refusal =
        new GpuRefusal(
            "Elbo's CUDA step cannot train this network: " + limit.get(),
            "Choose such a network, or train on CPUs (elbo.training.gpu.amount = 0)");
    return refused(refusal, settings, notes);
  }

  /**
   * Who takes the steps of a training task.
   *
   * @param processor who takes them where no GPU does
   */
  public StepEngine steps(StepEngine processor) {
    return plan.isPresent() ? new GpuSteps(processor, settings.precision()) : processor;
  }

  private static List<Report> ofThisMachine(Binding binding) {
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
      JavaSparkContext spark, GpuPlan plan, Binding binding, Optional<ResourceProfile> profile) {
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
    Binding binding = Binding.of(plan.get(), settings);
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

  /** The same for rows that are measured: none where Elbo's CUDA step leaves them to processors. */
  public Gpus measuring() {
    return engines.contains(GpuSettings.Engine.ND4J) ? this : none(settings);
  }

  private static <T> JavaRDD<T> on(Optional<ResourceProfile> profile, JavaRDD<T> rdd) {
    return profile.map(rdd::withResources).orElse(rdd);
  }

  /** Whether tasks train on them. */
  public boolean areUsed() {
    return plan.isPresent();
  }

  /**
   * Who computes in training, for people; empty where a processor does.
   *
   * @param engine of ND4J's steps
   */
  public Optional<String> engine(Engine engine) {
    if (plan.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        engines.contains(GpuSettings.Engine.CUDA)
            ? "cuda, products by cuBLAS in " + name(settings.precision())
            : name(engine) + ", products by CUDA");
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
