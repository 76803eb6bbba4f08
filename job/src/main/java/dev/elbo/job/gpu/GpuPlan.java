package dev.elbo.job.gpu;

import java.util.Optional;

/**
 * How the training tasks come to their GPUs, one each.
 *
 * @param way what Spark allows
 * @param perExecutor GPUs of an executor
 * @param note what to tell about it, if anything
 */
record GpuPlan(Way way, int perExecutor, Optional<String> note) {

  /** What Spark allows. */
  enum Way {
    /** One JVM, to which Spark hands out nothing: a task takes a GPU that no other one has. */
    LOCAL,
    /** Stages that train ask for a GPU a task, on the executors that are there. */
    STAGES,
    /** Stages that train get executors of their own, with a GPU each. */
    EXECUTORS,
    /** Every task asks for a GPU, also those that read and pack. */
    EVERY_TASK
  }

  /**
   * The plan for what a session offers.
   *
   * @throws GpuRefusal if it offers nothing, with what to set
   */
  static GpuPlan of(GpuOffer offer) {
    if (offer.isLocal()) {
      return new GpuPlan(
          Way.LOCAL,
          0,
          Optional.of(
              "Spark hands out no GPUs with the master [%s]: each training task takes one of this machine that is free."
                  .formatted(offer.master())));
    }
    if (offer.isDynamic() && offer.hasStageProfiles() && offer.executorGpus() == 0) {
      return new GpuPlan(
          Way.EXECUTORS,
          1,
          Optional.of(
              "Training gets executors of its own with a GPU each, reading and packing those of spark.executor.*."));
    }
    if (offer.executorGpus() == 0) {
      throw new GpuRefusal(
          "the executors have no GPUs: %s is not set".formatted(GpuOffer.EXECUTOR),
          "Set it to 1, with spark.executor.resource.gpu.discoveryScript where the cluster needs it (submit/README.md, GPUs)");
    }
    if (!offer.isDynamic() && offer.hasStageProfiles()) {
      return new GpuPlan(Way.STAGES, offer.executorGpus(), narrow(offer));
    }
    String why =
        offer.isDynamic()
            ? "with dynamic allocation [spark.dynamicAllocation.enabled] stages would get other executors than those that hold %s [%d]"
                .formatted(GpuOffer.EXECUTOR, offer.executorGpus())
            : "Spark schedules no stages by GPUs with the master [%s]".formatted(offer.master());
    if (offer.taskGpus() != 1) {
      throw new GpuRefusal(
          "%s, and %s is [%s]".formatted(why, GpuOffer.TASK, number(offer.taskGpus())),
          offer.isDynamic()
              ? "Set %s to 0, so that Elbo asks for executors with a GPU when it trains, or %s to 1"
                  .formatted(GpuOffer.EXECUTOR, GpuOffer.TASK)
              : "Set %s to 1".formatted(GpuOffer.TASK));
    }
    return new GpuPlan(
        Way.EVERY_TASK,
        offer.executorGpus(),
        Optional.of("Reading and packing take a GPU a task, too, for %s.".formatted(why)));
  }

  private static Optional<String> narrow(GpuOffer offer) {
    return offer.taskGpus() > 0
        ? Optional.of(
            "Reading and packing wait for GPUs, too, for %s is [%s]: without it they use every core."
                .formatted(GpuOffer.TASK, number(offer.taskGpus())))
        : Optional.empty();
  }

  private static String number(double amount) {
    return amount == 0
        ? "not set"
        : amount == Math.rint(amount) ? "%.0f".formatted(amount) : "" + amount;
  }
}
