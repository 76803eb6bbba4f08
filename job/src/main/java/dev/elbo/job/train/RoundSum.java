package dev.elbo.job.train;

import dev.elbo.optim.TrainingState;
import dev.elbo.optim.WeightedSum;
import dev.elbo.settings.TrainingSettings.Moments;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.latent.Latents;
import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The results of some shards of a round: states as one weighted sum, the few numbers of metrics by
 * shard. Adding in any order and grouping gives the same.
 */
final class RoundSum implements Serializable {
  private static final long serialVersionUID = 1;

  /** A class, since Kryo, where somebody sets it, cannot read records. */
  private static final class Shard implements Serializable {
    private static final long serialVersionUID = 1;

    private final int steps;
    private final ElboSums sums;
    private final double seconds;

    Shard(ShardResult result) {
      steps = result.steps();
      sums = result.sums();
      seconds = result.seconds();
    }
  }

  private final SortedMap<Integer, Shard> shards = new TreeMap<>();
  private WeightedSum parameters;
  private WeightedSum moments;

  /** Adds one shard, weighted by its examples. */
  RoundSum add(ShardResult result) {
    if (parameters == null) {
      parameters = new WeightedSum(result.parameters().length);
      moments = new WeightedSum(result.moments().length);
    }
    parameters.add(result.sums().examples(), result.parameters());
    moments.add(result.sums().examples(), result.moments());
    put(result.shard(), new Shard(result));
    return this;
  }

  /** Adds other shards. */
  RoundSum add(RoundSum other) {
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

  private void put(int number, Shard shard) {
    if (shards.put(number, shard) != null) {
      throw new IllegalStateException("[BUG] Shard [" + number + "] was summed twice.");
    }
  }

  /** The number of shards. */
  int shards() {
    return shards.size();
  }

  /** The sums over all examples, added in the order of the shards. */
  ElboSums sums(Latents latents) {
    ElboSums total = new ElboSums(latents);
    shards.values().forEach(shard -> total.add(shard.sums));
    return total;
  }

  /** Minibatches over all shards. */
  long steps() {
    return shards.values().stream().mapToLong(shard -> shard.steps).sum();
  }

  /** The least time that the local epochs can take on so many slots. */
  double localSeconds(int slots) {
    double sum = shards.values().stream().mapToDouble(shard -> shard.seconds).sum();
    double longest = shards.values().stream().mapToDouble(shard -> shard.seconds).max().orElse(0);
    return Math.max(longest, sum / Math.min(slots, shards.size()));
  }

  /** The next state: weighted means, and one step count, that of the longest shard. */
  TrainingState state(TrainingState before, Moments policy) {
    int longest = shards.values().stream().mapToInt(shard -> shard.steps).max().orElse(0);
    int epoch = before.epoch() + 1;
    if (policy == Moments.RESET && shards.size() > 1) {
      // Bias correction starts again with the moments.
      return new TrainingState(parameters.mean(), new float[before.moments().length], 0, epoch);
    }
    return new TrainingState(parameters.mean(), moments.mean(), before.step() + longest, epoch);
  }
}
