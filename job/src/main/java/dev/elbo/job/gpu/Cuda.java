package dev.elbo.job.gpu;

import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * ND4J's CUDA backend. The profile {@code cuda} of the build puts it into the jar; nothing else of
 * Elbo is compiled against CUDA.
 */
public interface Cuda {

  /** The one of this jar, if the jar has one. */
  static Optional<Cuda> ofThisJar() {
    Iterator<Cuda> found = ServiceLoader.load(Cuda.class, Cuda.class.getClassLoader()).iterator();
    return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
  }

  /** Loads its native libraries, without a start of ND4J; says what is wrong if they do not. */
  Optional<String> problem();

  /** From now on this JVM computes on one device; to be called before ND4J's first use. */
  void only(int device);

  /** From now on the calling thread computes on a device. */
  void use(int device);

  /** What computes on a device, as the libraries that are loaded see it. */
  InUse inUse(int device);

  /**
   * What computes.
   *
   * @param backend the name of its class
   * @param major of the compute capability
   * @param minor of the compute capability
   */
  record InUse(String backend, int major, int minor) {}
}
