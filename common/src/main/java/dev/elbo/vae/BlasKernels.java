package dev.elbo.vae;

import com.sun.jna.NativeLibrary;
import java.io.Serializable;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Which matrix kernels OpenBLAS picked for this CPU.
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

  /** The speed of a product of two square matrices on one core. */
  public static double gigaflops() {
    Nd4jRuntime.start();
    try (INDArray a = Nd4j.ones(DataType.FLOAT, SIZE, SIZE);
        INDArray b = Nd4j.ones(DataType.FLOAT, SIZE, SIZE);
        INDArray c = Nd4j.createUninitialized(DataType.FLOAT, new long[] {SIZE, SIZE}, 'f')) {
      long start = 0;
      for (int i = 0; i < WARM_UP + RUNS; i++) {
        if (i == WARM_UP) {
          start = System.nanoTime();
        }
        Nd4j.gemm(a, b, c, false, false, 1, 0);
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
