package dev.elbo.job.train;

import java.io.Serializable;
import java.util.SortedMap;

/**
 * A slice of the averaged state, as it reaches the driver. A class, since Kryo, where somebody sets
 * it, cannot read records.
 */
final class RoundMean implements Serializable {
  private static final long serialVersionUID = 1;

  private final int slice;
  private final float[] parameters;
  private final float[] moments;
  private final SortedMap<Integer, RoundPart.Shard> shards;

  RoundMean(int slice, RoundPart part) {
    this.slice = slice;
    this.parameters = part.parameters();
    this.moments = part.moments();
    this.shards = part.shards();
  }

  int slice() {
    return slice;
  }

  float[] parameters() {
    return parameters;
  }

  float[] moments() {
    return moments;
  }

  SortedMap<Integer, RoundPart.Shard> shards() {
    return shards;
  }
}
