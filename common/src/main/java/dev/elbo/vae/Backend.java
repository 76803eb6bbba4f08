package dev.elbo.vae;

import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Who computes. By itself ND4J takes what it finds on the class path, and where CUDA does not start
 * there, silently the CPU; here it gets what was chosen or nothing.
 */
public enum Backend {
  /** Native code on the processor: what is taken if nobody chooses. */
  CPU("org.nd4j.linalg.cpu.nativecpu.CpuBackend"),

  /** NVIDIA GPUs, with a jar that holds ND4J's CUDA backend. */
  CUDA("org.nd4j.linalg.jcublas.JCublasBackend");

  private static volatile Backend chosen = CPU;

  private final String className;

  Backend(String className) {
    this.className = className;
  }

  /** The class of ND4J's that is this backend. */
  public String className() {
    return className;
  }

  /**
   * Takes this one when ND4J starts in this JVM; afterwards it changes nothing, and {@code
   * Nd4j.getBackend()} tells what was taken.
   */
  public void choose() {
    chosen = this;
  }

  /** Starts ND4J with the backend that was chosen. */
  static void start() {
    ClassLoader all = ND4JClassLoading.getNd4jClassloader();
    ND4JClassLoading.setNd4jClassloader(new OneBackend(all, chosen));
    try {
      Nd4j.getBackend();
    } finally {
      ND4JClassLoading.setNd4jClassloader(all);
    }
  }
}
