package dev.elbo.job.train;

import dev.elbo.optim.TrainingState;
import dev.elbo.settings.TrainingSettings.Moments;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.latent.Latents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * What came of a round: the mean of the states of all shards, and their metrics.
 *
 * <pre>
 *   task: some shards -> one sum, cut into slices -> shuffle -> a task a slice: sum, mean -> driver
 * </pre>
 *
 * <p>So the driver receives every number of the new state once, however many shards there are.
 */
final class Round {
  /** Numbers of a slice: below, a task costs more than it sums. */
  private static final long SLICE = 1 << 20;

  private final float[] parameters;
  private final float[] moments;
  private final SortedMap<Integer, RoundPart.Shard> shards;

  private Round(List<RoundMean> slices) {
    slices.sort(Comparator.comparing(RoundMean::slice));
    parameters = join(slices, RoundMean::parameters);
    moments = join(slices, RoundMean::moments);
    shards = slices.get(0).shards();
  }

  /**
   * Runs the local epochs and sums them, as one Spark job.
   *
   * @param results one a shard
   * @param tasks that run at once; each takes several shards where there are more
   * @param numbers of a state
   */
  static Round of(JavaRDD<ShardResult> results, int tasks, long numbers) {
    int slices = (int) Math.max(1, Math.min(tasks, numbers / SLICE));
    JavaRDD<RoundMean> means =
        results
            .coalesce(tasks)
            .mapPartitionsToPair(
                part -> {
                  RoundPart sum = new RoundPart();
                  part.forEachRemaining(sum::add);
                  List<Tuple2<Integer, RoundPart>> cut = new ArrayList<>();
                  for (int i = 0; i < slices; i++) {
                    cut.add(new Tuple2<>(i, slices == 1 ? sum : sum.slice(i, slices)));
                  }
                  return cut.iterator();
                })
            .partitionBy(new HashPartitioner(slices))
            .mapPartitionsWithIndex(
                (slice, parts) -> {
                  RoundPart sum = new RoundPart();
                  parts.forEachRemaining(part -> sum.add(part._2()));
                  return List.of(new RoundMean(slice, sum)).iterator();
                },
                true);
    try {
      return new Round(new ArrayList<>(means.collect()));
    } finally {
      // Not of the cached shards: those are persisted.
      means.rdd().cleanShuffleDependencies(false);
    }
  }

  private static float[] join(List<RoundMean> slices, Function<RoundMean, float[]> numbers) {
    if (slices.size() == 1) {
      return numbers.apply(slices.get(0));
    }
    float[] all = new float[slices.stream().mapToInt(s -> numbers.apply(s).length).sum()];
    int at = 0;
    for (RoundMean slice : slices) {
      float[] part = numbers.apply(slice);
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** The number of shards. */
  int shards() {
    return shards.size();
  }

  /** The sums over all examples, added in the order of the shards. */
  ElboSums sums(Latents latents) {
    ElboSums total = new ElboSums(latents);
    shards.values().forEach(shard -> total.add(shard.sums()));
    return total;
  }

  /** Minibatches over all shards. */
  long steps() {
    return shards.values().stream().mapToLong(RoundPart.Shard::steps).sum();
  }

  /** The least time that the local epochs can take on so many slots. */
  double localSeconds(int slots) {
    double sum = shards.values().stream().mapToDouble(RoundPart.Shard::seconds).sum();
    double longest = shards.values().stream().mapToDouble(RoundPart.Shard::seconds).max().orElse(0);
    return Math.max(longest, sum / Math.min(slots, shards.size()));
  }

  /** The next state: weighted means, and one step count, that of the longest shard. */
  TrainingState state(TrainingState before, Moments policy) {
    int longest = shards.values().stream().mapToInt(RoundPart.Shard::steps).max().orElse(0);
    int epoch = before.epoch() + 1;
    if (policy == Moments.RESET && shards.size() > 1) {
      // Bias correction starts again with the moments.
      return new TrainingState(parameters, new float[before.moments().length], 0, epoch);
    }
    return new TrainingState(parameters, moments, before.step() + longest, epoch);
  }
}
