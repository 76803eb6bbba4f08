package dev.elbo.job.train;

import dev.elbo.ElboException;
import dev.elbo.distribution.Parameter;
import dev.elbo.optim.StepRule;
import dev.elbo.optim.WeightedSum;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.Network;
import dev.elbo.vae.ParameterLayout;
import dev.elbo.vae.RowBatch;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.likelihood.Head;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * What a run needs at most, in bytes, by the sizes of its arrays.
 *
 * @param cache packed rows over all executors, held out ones too
 * @param state parameters and moments, once
 * @param taskHeap of one training task: its state, its result and its partial sum
 * @param taskNative of one training task: vectors and activations in ND4J
 * @param tasks that run at once on all executors
 * @param driverHeap states, sums and rows for the report
 */
public record MemoryPlan(
    long cache, long state, long taskHeap, long taskNative, int tasks, long driverHeap) {
  private static final long DOUBLE_DOUBLE = 2L * Double.BYTES;

  /** A result that is sent: itself, as bytes, and as bytes in an envelope. */
  private static final long RESULT_COPIES = 3;

  /** Input and output of a layer and their gradients, and a copy in double on the heap. */
  private static final long ACTIVATION_COPIES = 2;

  static MemoryPlan of(TrainingPlan plan, SparkSession spark) {
    long parameters = new ParameterLayout(plan.architecture()).length();
    long moments = StepRule.momentCount(plan.settings().training().optimizer(), (int) parameters);
    long state = (parameters + moments) * Float.BYTES;
    Objective objective = plan.settings().model().objective();
    long activations =
        Math.max(
            plan.averaging().batch().last() * widths(plan.architecture(), objective),
            RowBatch.SIZE * widths(plan.architecture(), objective.measured()));
    long rows =
        plan.data().profile().rows()
            + plan.data().validationProfile().map(p -> p.rows()).orElse(0L);
    int tasks = Math.min(plan.shards(), spark.sparkContext().defaultParallelism());
    long outer = parameters * plan.averaging().averaging().outer().vectors() * Float.BYTES;
    return new MemoryPlan(
        rows * plan.data().packedRowBytes(),
        state,
        roundHeap(state, plan.shards(), tasks) + activations * ACTIVATION_COPIES * Double.BYTES,
        (parameters * 2 + moments) * Float.BYTES + activations * ACTIVATION_COPIES * Float.BYTES,
        tasks,
        driverStates(plan.shards(), tasks) * state + 3 * outer);
  }

  /** What a task holds of its round. */
  private static long roundHeap(long state, int shards, int tasks) {
    if (Round.isFew(shards, tasks)) {
      return RESULT_COPIES * state;
    }
    int perTask = -Math.floorDiv(-shards, tasks);
    long waiting = Math.min(perTask, WeightedSum.MOST) * state;
    long sum = perTask > WeightedSum.MOST ? state * DOUBLE_DOUBLE / Float.BYTES : 0;
    // Cut into slices, which are copies.
    return state + 2 * (waiting + sum);
  }

  /** Before a round, in its broadcast, after it; and of what arrives. */
  private static long driverStates(int shards, int tasks) {
    return 3 + RESULT_COPIES * (Round.isFew(shards, tasks) ? shards : 1);
  }

  /** What each kind of JVM of a session needs for a training, and was given. */
  static List<MemoryShare> shares(TrainingPlan plan, SparkSession spark) {
    return of(plan, spark).shares(ClusterMemory.of(spark.sparkContext()));
  }

  /** What to expect of memory that does not suffice, a sentence; empty where it does. */
  static Optional<String> warning(List<MemoryShare> shares) {
    return shares.stream()
        .filter(share -> !share.fits())
        .findFirst()
        .map(
            share ->
                "Memory may run out: %s. Set %s, or let fewer tasks run at once."
                    .formatted(share.needs(), share.remedy()));
  }

  /** For people. */
  String page(List<MemoryShare> shares) {
    StringBuilder page =
        new StringBuilder(
            """

            Memory
              packed rows in the cache   %s over all executors; what does not fit goes to disk
              a training task            %s of heap, %s native; %d at once
            """
                .formatted(size(cache), size(taskHeap), size(taskNative), tasks));
    shares.forEach(share -> page.append("  ").append(share.needs()).append("\n"));
    page.append("  enough: ").append(enough(shares)).append("\n");
    return page.toString();
  }

  /** The least properties, as options of a command line. */
  private static String enough(List<MemoryShare> shares) {
    return shares.stream().map(MemoryShare::options).collect(Collectors.joining(" "));
  }

  /** What each kind of JVM needs, and was given: in local mode one is all. */
  List<MemoryShare> shares(ClusterMemory given) {
    int slots = Math.min(tasks, given.slots());
    long arrays = slots * taskHeap + 2 * state;
    long outside = MemoryShare.outsideFor(slots * taskNative);
    if (given.executors() == 0) {
      return List.of(
          new MemoryShare(
              MemoryShare.Role.DRIVER,
              slots,
              MemoryShare.heapFor(arrays + driverHeap, cache, given.cacheFraction()),
              given.driverHeap(),
              ClusterMemory.DRIVER,
              outside,
              Long.MAX_VALUE,
              ClusterMemory.OVERHEAD));
    }
    return List.of(
        new MemoryShare(
            MemoryShare.Role.EXECUTOR,
            slots,
            MemoryShare.heapFor(arrays, cache / given.executors(), given.cacheFraction()),
            given.executorHeap(),
            ClusterMemory.EXECUTOR,
            outside,
            given.executorOverhead(),
            ClusterMemory.OVERHEAD),
        new MemoryShare(
            MemoryShare.Role.DRIVER,
            0,
            MemoryShare.heapFor(driverHeap, 0, given.cacheFraction()),
            given.driverHeap(),
            ClusterMemory.DRIVER,
            // The network of the report, and the buffers that results arrive in.
            MemoryShare.outsideFor(taskNative + 2 * state),
            Long.MAX_VALUE,
            ClusterMemory.DRIVER_OVERHEAD));
  }

  /**
   * Refuses what cannot fit.
   *
   * @throws ElboException (settings) naming the property to change
   */
  static void require(List<MemoryShare> shares) {
    for (MemoryShare share : shares) {
      if (!share.fits()) {
        throw ElboException.settings(
            "Cannot fit the training into its memory: %s. Set %s, or let fewer tasks run at once."
                .formatted(share.needs(), share.remedy()));
      }
    }
  }

  /** Numbers of an example in all layers; the decoder has some for every sample. */
  private static long widths(Architecture a, Objective objective) {
    long points = Network.decodings(a, objective);
    long encoder = a.encoder().stream().mapToLong(w -> w).sum();
    long decoder = a.decoder().stream().mapToLong(w -> w).sum();
    long posterior = a.posterior().heads().stream().mapToLong(Parameter::length).sum();
    long heads = a.likelihood().over(a.features()).heads().stream().mapToLong(Head::width).sum();
    return a.features()
        + encoder
        + 2 * posterior
        + points * (2L * a.posterior().inputs() + decoder + heads);
  }

  private static String size(long bytes) {
    return bytes < 10L << 20
        ? "%.1f MiB".formatted(bytes / (double) (1 << 20))
        : "%,d MiB".formatted(bytes >> 20);
  }
}
