package dev.elbo.vae;

import java.io.Serializable;
import java.util.function.Supplier;

/** Who takes training steps: ND4J on a processor or a GPU ({@link Engine}), or CUDA. */
@FunctionalInterface
public interface StepEngine extends Serializable {

  /**
   * Steps that go on from given parameters and moments.
   *
   * @param shard the rows that minibatches are drawn from, for who keeps them near
   * @param parameters [parameters], copied
   * @param moments as {@link dev.elbo.optim.StepRule} lays them out, copied
   */
  Steps open(
      StepSettings settings, Supplier<PackedShard> shard, float[] parameters, float[] moments);
}
