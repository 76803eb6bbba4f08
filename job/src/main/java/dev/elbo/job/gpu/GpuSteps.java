package dev.elbo.job.gpu;

import dev.elbo.settings.GpuSettings;
import dev.elbo.vae.PackedShard;
import dev.elbo.vae.StepEngine;
import dev.elbo.vae.StepSettings;
import dev.elbo.vae.Steps;
import dev.elbo.vae.cuda.CudaEngine;
import dev.elbo.vae.cuda.MatrixPrecision;
import java.util.function.Supplier;

/**
 * Steps on the GPU that the calling task is bound to, by who was proved to compute there. A class,
 * since Kryo, where somebody sets it, cannot read records.
 */
final class GpuSteps implements StepEngine {
  private static final long serialVersionUID = 1;

  private final StepEngine nd4j;
  private final MatrixPrecision precision;

  GpuSteps(StepEngine nd4j, MatrixPrecision precision) {
    this.nd4j = nd4j;
    this.precision = precision;
  }

  @Override
  public Steps open(
      StepSettings settings, Supplier<PackedShard> shard, float[] parameters, float[] moments) {
    Proof bound = Binding.ofThisThread();
    StepEngine engine =
        bound.engine() == GpuSettings.Engine.CUDA
            ? new CudaEngine(bound.device(), precision)
            : nd4j;
    return engine.open(settings, shard, parameters, moments);
  }
}
