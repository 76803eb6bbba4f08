package dev.elbo.job.train;

import dev.elbo.job.live.ProcessMemory;
import dev.elbo.optim.WeightedSum;
import dev.elbo.vae.ElboSums;
import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A slice of the sums over some shards of a round; the first slice carries the few numbers of
 * metrics by shard, too. Adding in any order and grouping gives the same.
 */
final class RoundPart implements Serializable {
  private static final long serialVersionUID = 1;

  /** A class, since Kryo, where somebody sets it, cannot read records. */
  static final class Shard implements Serializable {
    private static final long serialVersionUID = 1;

    private final int steps;
    private final ElboSums sums;
    private final double seconds;
    private final ProcessMemory memory;

    Shard(ShardResult result) {
      steps = result.steps();
      sums = result.sums();
      seconds = result.seconds();
      memory = result.memory();
    }

    int steps() {
      return steps;
    }

    ElboSums sums() {
      return sums;
    }

    double seconds() {
      return seconds;
    }

    ProcessMemory memory() {
      return memory;
    }
  }

  private final SortedMap<Integer, Shard> shards = new TreeMap<>();
  private WeightedSum parameters;
  private WeightedSum moments;

  /** Adds all coordinates of one shard, weighted by its examples; one without any has no say. */
  RoundPart add(ShardResult result) {
    put(result.shard(), new Shard(result));
    if (result.sums().examples() == 0) {
      return this;
    }
    if (parameters == null) {
      parameters = new WeightedSum(result.parameters().length);
      moments = new WeightedSum(result.moments().length);
    }
    parameters.add(result.sums().examples(), result.parameters());
    moments.add(result.sums().examples(), result.moments());
    return this;
  }

  /** Adds the same slice over other shards; the other one must not be used any more. */
  RoundPart add(RoundPart other) {
    other.shards.forEach(this::put);
    if (parameters == null) {
      parameters = other.parameters;
      moments = other.moments;
    } else if (other.parameters != null) {
      parameters.add(other.parameters);
      moments.add(other.moments);
    }
    return this;
  }

  /** Slice {@code index} of {@code count} of about the same length. */
  RoundPart slice(int index, int count) {
    RoundPart slice = new RoundPart();
    if (parameters != null) {
      slice.parameters = slice(parameters, index, count);
      slice.moments = slice(moments, index, count);
    }
    if (index == 0) {
      slice.shards.putAll(shards);
    }
    return slice;
  }

  private static WeightedSum slice(WeightedSum sum, int index, int count) {
    long length = sum.length();
    return sum.slice((int) (length * index / count), (int) (length * (index + 1) / count));
  }

  private void put(int number, Shard shard) {
    if (shards.put(number, shard) != null) {
      throw new IllegalStateException("[BUG] Shard [" + number + "] was summed twice.");
    }
  }

  SortedMap<Integer, Shard> shards() {
    return shards;
  }

  float[] parameters() {
    return parameters.mean();
  }

  float[] moments() {
    return moments.mean();
  }
}
