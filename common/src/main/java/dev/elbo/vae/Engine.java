package dev.elbo.vae;

import dev.elbo.optim.FusedStepRule;
import dev.elbo.optim.Nd4jStepRule;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.StepRule;
import java.util.function.Supplier;

/**
 * Who does the element-wise work of a step. Matrix products are ND4J's in all of them, and the
 * latents, few numbers a step, are the same Java code in double.
 */
public enum Engine implements StepEngine {
  /** Loops over floats on the heap that the compiler turns into vector instructions. */
  FUSED,

  /** ND4J's own operations and updaters. */
  ND4J;

  @Override
  public Steps open(
      StepSettings settings, Supplier<PackedShard> shard, float[] parameters, float[] moments) {
    return new NetworkSteps(settings, this, parameters, moments);
  }

  /** What makes its hidden layers. */
  Stack.LayerKind layers(Activation activation) {
    return this == FUSED
        ? (name, vectors, input, batch) -> new FusedDense(name, activation, vectors, input, batch)
        : (name, vectors, input, batch) -> new Nd4jDense(name, activation, vectors, input, batch);
  }

  /**
   * A step rule of this engine that continues from given moments.
   *
   * @param moments as {@link StepRule} lays them out
   */
  public StepRule stepRule(Optimizer optimizer, float[] moments) {
    return this == FUSED
        ? new FusedStepRule(optimizer, moments)
        : new Nd4jStepRule(optimizer, moments);
  }
}
