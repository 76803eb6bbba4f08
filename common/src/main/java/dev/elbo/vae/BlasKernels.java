package dev.elbo.vae;

import com.sun.jna.NativeLibrary;
import java.io.Serializable;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Which matrix kernels OpenBLAS picked for this CPU. The products of a network in single precision
 * are oneDNN's, which generates its kernels for the CPU and does not tell their name.
 *
 * @param core OpenBLAS's name for them, such as SkylakeX or Haswell
 * @param library the file that was loaded
 */
public record BlasKernels(String core, String library) implements Serializable {
  private static final int SIZE = 512;
  private static final int WARM_UP = 20;
  private static final int RUNS = 40;

  /** Loads ND4J and asks the library itself. */
  public static BlasKernels loaded() {
    Nd4jRuntime.start();
    String library = Loader.load(org.bytedeco.openblas.global.openblas_nolapack.class);
    String file = openblas(library);
    try {
      String core =
          NativeLibrary.getInstance(file)
              .getFunction("openblas_get_corename")
              .invokeString(new Object[0], false);
      return new BlasKernels(core, file);
    } catch (UnsatisfiedLinkError e) {
      return new BlasKernels("unknown", file);
    }
  }

  /** The speed of the network's matrix products on one core, in billions of operations a second. */
  public static double gigaflops() {
    Nd4jRuntime.start();
    Nd4jRuntime.pinThread();
    try (Matrix a = Matrix.allocate(DataType.FLOAT, SIZE, SIZE);
        Matrix b = Matrix.allocate(DataType.FLOAT, SIZE, SIZE);
        Matrix c = Matrix.allocate(DataType.FLOAT, SIZE, SIZE);
        Product product = Product.forward(a, b.array(), c)) {
      a.array().assign(1);
      b.array().assign(1);
      long start = 0;
      for (int i = 0; i < WARM_UP + RUNS; i++) {
        if (i == WARM_UP) {
          start = System.nanoTime();
        }
        product.run(SIZE);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return 2.0 * SIZE * SIZE * SIZE * RUNS / seconds / 1e9;
    }
  }

  /**
   * The kernels are in a library beside the JNI library that JavaCPP loads. Its name must be exact:
   * another file, even a copy, would be a second OpenBLAS in this process.
   */
  private static String openblas(String jni) {
    return jni.substring(0, jni.lastIndexOf('/') + 1) + "libopenblas_nolapack.so.0";
  }
}
