package dev.elbo.vae;

import org.nd4j.linalg.factory.Nd4j;

/**
 * Starts ND4J with one native thread, whatever OMP_NUM_THREADS says: Spark's tasks are the
 * parallelism, and a sum split over threads would round differently from run to run.
 */
public final class Nd4jRuntime {
  private static final String JAVACPP_LOGGER = "org.bytedeco.javacpp.logger";

  static {
    // JavaCPP would tell stderr that ND4J was built for an older version; a log can be filtered.
    if (System.getProperty(JAVACPP_LOGGER) == null) {
      System.setProperty(JAVACPP_LOGGER, "slf4j");
    }
    Nd4j.factory().blas().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxMasterThreads(1);
  }

  private Nd4jRuntime() {}

  /** Loads the native libraries, once a JVM. */
  public static void start() {
    // The static initializer has done it.
  }
}
