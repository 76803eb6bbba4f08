package dev.elbo.vae.cuda;

import org.junit.jupiter.api.Tag;

/** On the first GPU of this machine: profile gpu. */
@Tag("gpu")
class GpuStepsTest extends StepsOnADevice {
  GpuStepsTest() {
    super(CudaDevice.open(0, MatrixPrecision.FP32));
  }
}
