package dev.elbo.optim;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Scales a gradient down to a norm (Pascanu, Mikolov, Bengio 2013, algorithm 1). */
public final class GradientClip {
  private GradientClip() {}

  /**
   * Scales the gradient in place where it is longer than {@code greatest}. The norm is summed in
   * double in the order of the vector: ND4J's own would depend on its threads.
   */
  public static void apply(INDArray gradient, double greatest) {
    double squares = 0;
    FloatBuffer values = gradient.data().asNioFloat();
    int n = Math.toIntExact(gradient.length());
    for (int i = 0; i < n; i++) {
      double value = values.get(i);
      squares += value * value;
    }
    double norm = Math.sqrt(squares);
    if (norm > greatest) {
      gradient.muli(greatest / norm);
    }
  }
}
