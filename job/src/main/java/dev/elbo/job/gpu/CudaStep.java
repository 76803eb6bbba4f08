package dev.elbo.job.gpu;

import dev.elbo.vae.cuda.CudaEngine;
import dev.elbo.vae.cuda.CudaEngine.Problem;
import dev.elbo.vae.cuda.MatrixPrecision;
import java.util.Optional;

/** Elbo's own training step on a GPU, before it is used. */
@FunctionalInterface
interface CudaStep {

  /**
   * Starts CUDA on a device of this JVM, compiles the kernels and compares some steps with the
   * processor's.
   *
   * @return why it does not run there; empty if it does
   */
  Optional<Problem> problem(int device);

  /** The one of this JVM. */
  static CudaStep of(MatrixPrecision precision) {
    return device -> new CudaEngine(device, precision).problem();
  }
}
