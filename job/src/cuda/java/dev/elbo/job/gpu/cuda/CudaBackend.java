package dev.elbo.job.gpu.cuda;

import dev.elbo.job.gpu.Cuda;
import dev.elbo.vae.Nd4jRuntime;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.nd4j.jita.conf.CudaEnvironment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.jcublas.JCublasBackend;
import org.nd4j.linalg.jcublas.bindings.Nd4jCuda;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** ND4J's CUDA backend. */
public final class CudaBackend implements Cuda {

  @Override
  public Optional<String> problem() {
    try {
      // It throws where CUDA sees no device.
      new JCublasBackend().canRun();
      Loader.load(Nd4jCuda.class);
      return Optional.empty();
    } catch (Throwable e) { // A library that is missing is an error, not an exception.
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return Optional.of(cause.toString().lines().findFirst().orElse(""));
    }
  }

  @Override
  public void only(int device) {
    CudaEnvironment.getInstance().getConfiguration().useDevice(device).allowMultiGPU(false);
  }

  @Override
  public void use(int device) {
    Nd4jRuntime.start();
    Nd4j.getAffinityManager().unsafeSetDevice(device);
  }

  @Override
  public InUse inUse(int device) {
    NativeOps libraries = NativeOpsHolder.getInstance().getDeviceNativeOps();
    return new InUse(
        Nd4j.getBackend().getClass().getName(),
        libraries.getDeviceMajor(device),
        libraries.getDeviceMinor(device));
  }
}
