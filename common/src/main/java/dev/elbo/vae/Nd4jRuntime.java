package dev.elbo.vae;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Starts ND4J with one native thread, whatever OMP_NUM_THREADS says: Spark's tasks are the
 * parallelism, and a sum split over threads would round differently from run to run.
 */
public final class Nd4jRuntime {
  private static final String JAVACPP_LOGGER = "org.bytedeco.javacpp.logger";

  private static final NativeOps NATIVE;

  static {
    // JavaCPP would tell stderr that ND4J was built for an older version; a log can be filtered.
    if (System.getProperty(JAVACPP_LOGGER) == null) {
      System.setProperty(JAVACPP_LOGGER, "slf4j");
    }
    Backend.start();
    Nd4j.factory().blas().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    NATIVE = NativeOpsHolder.getInstance().getDeviceNativeOps();
  }

  private Nd4jRuntime() {}

  /**
   * Keeps the natives of the calling thread to it: OpenMP, which the matrix kernels use, counts
   * threads for each thread anew.
   */
  static void pinThread() {
    NATIVE.setOmpNumThreads(1);
  }

  /** Loads the native libraries, once a JVM. */
  public static void start() {
    // The static initializer has done it.
  }
}
