package dev.elbo.job.train;

import dev.elbo.job.data.Block;
import dev.elbo.job.live.ProcessMemory;
import dev.elbo.optim.WeightedSum;
import dev.elbo.optim.averaging.Averaging;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.latent.Latents;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * What came of a round: the mean of the states of all shards, and their metrics.
 *
 * <pre>
 *   driver: broadcast the state -> task: local steps of some shards, one sum, cut into slices
 *     -> shuffle -> a task a slice: sum over tasks, mean -> driver: the next state
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
    parameters = join(slices, RoundMean::parameters);
    moments = join(slices, RoundMean::moments);
    shards = slices.get(0).shards();
  }

  /** What a task does with a shard: a pure function, since a lost task is run again. */
  interface Local extends Serializable {
    /** The result of shard {@code shard}. */
    ShardResult run(RoundStart start, int shard, List<Block> blocks);
  }

  /** Runs the local steps of all shards and sums what came of them, as one Spark job. */
  static Round run(JavaSparkContext spark, JavaRDD<Block> shards, RoundStart start, Local local) {
    Broadcast<RoundStart> broadcast = spark.broadcast(start);
    JavaRDD<ShardResult> results =
        shards.mapPartitionsWithIndex(
            (shard, blocks) -> {
              List<Block> rows = new ArrayList<>();
              blocks.forEachRemaining(rows::add);
              return List.of(local.run(broadcast.value(), shard, rows)).iterator();
            },
            true);
    int tasks = Math.min(shards.getNumPartitions(), spark.defaultParallelism());
    long numbers = (long) start.parameters().length + start.moments().length;
    try {
      // Few vectors wait where they arrive; sums take four times the bytes.
      return isFew(shards.getNumPartitions(), tasks)
          ? add(results)
          : new Round(mean(results, tasks, slices(numbers, tasks)));
    } finally {
      broadcast.destroy();
    }
  }

  /** Whether the driver gets the vector of each shard and adds them. */
  static boolean isFew(int shards, int tasks) {
    return shards <= Math.min(tasks, WeightedSum.MOST);
  }

  /** On the driver. */
  private static Round add(JavaRDD<ShardResult> results) {
    RoundPart sum = results.map(result -> new RoundPart().add(result)).reduce(RoundPart::add);
    return new Round(List.of(new RoundMean(0, sum)));
  }

  private static int slices(long numbers, int tasks) {
    return (int) Math.max(1, Math.min(tasks, numbers / SLICE));
  }

  /** A task takes several shards where there are more shards than slots. */
  private static List<RoundMean> mean(JavaRDD<ShardResult> results, int tasks, int slices) {
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
      return means.collect().stream().sorted(Comparator.comparing(RoundMean::slice)).toList();
    } finally {
      // The files of this shuffle alone: the one of packing lies behind the cached shards.
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

  /** The least time that the local steps can take on so many slots. */
  double localSeconds(int slots) {
    double sum = shards.values().stream().mapToDouble(RoundPart.Shard::seconds).sum();
    double longest = shards.values().stream().mapToDouble(RoundPart.Shard::seconds).max().orElse(0);
    return Math.max(longest, sum / Math.min(slots, shards.size()));
  }

  /** The most that a process held. */
  ProcessMemory memory() {
    return shards.values().stream()
        .map(RoundPart.Shard::memory)
        .reduce(ProcessMemory::max)
        .orElseThrow();
  }

  /** The weighted means, and the steps of the longest shard. */
  Averaging.Mean mean() {
    int longest = shards.values().stream().mapToInt(RoundPart.Shard::steps).max().orElse(0);
    long took = shards.values().stream().filter(shard -> shard.steps() > 0).count();
    return new Averaging.Mean(parameters, moments, longest, (int) took);
  }

  /** The shards whose objective is not finite. */
  List<Integer> notFinite() {
    return shards.entrySet().stream()
        .filter(shard -> shard.getValue().sums().examples() > 0)
        .filter(shard -> !shard.getValue().sums().parts().isFinite())
        .map(Map.Entry::getKey)
        .toList();
  }
}
