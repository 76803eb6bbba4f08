package dev.elbo.vae;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A dense layer over a batch, h = f(x W^T + b), forward and backward. Its weight and the gradient
 * at it are views of the flat vectors; f and b belong to the kinds of layers.
 */
abstract class Layer implements AutoCloseable {
  private final int width;
  private final INDArray weight;
  private final Matrix output;
  private final Matrix outputGradient;
  private final Product forward;
  private final Product atWeight;
  private Product atInput;

  /**
   * A layer on the memory of its network.
   *
   * @param name of its tensors, without {@code .weight} and {@code .bias}
   * @param input x, [batch, in]
   * @param batch the most examples of one call
   */
  Layer(String name, FlatVectors vectors, Matrix input, int batch) {
    this.width = vectors.width(name);
    this.weight = vectors.weight(name);
    this.output = Matrix.allocate(vectors.parameters().array().dataType(), batch, width);
    this.outputGradient = Matrix.allocate(vectors.parameters().array().dataType(), batch, width);
    this.forward = Product.forward(input, weight, output);
    this.atWeight = Product.atWeight(outputGradient, input, vectors.weightGradient(name));
  }

  /**
   * Makes {@link #backward} go on to the input. Without it nobody needs that gradient, as at the
   * data.
   *
   * @param target receives d loss / d x, [batch, in]
   * @param keep the factor on what the target holds: 0 to replace it, 1 to add
   */
  final void backwardTo(Matrix target, double keep) {
    atInput = Product.atInput(outputGradient, weight, target, keep);
  }

  /** Computes h for the first {@code m} examples. */
  final void forward(int m) {
    forward.run(m);
    activate(m);
  }

  /** From d loss / d h, which somebody has filled in, to the weight, the bias and the input. */
  final void backward(int m) {
    differentiate(m);
    atWeight.run(m);
    if (atInput != null) {
      atInput.run(m);
    }
  }

  /** The number of outputs. */
  final int width() {
    return width;
  }

  /** h, [batch, out]; before {@link #activate} x W^T. */
  final Matrix output() {
    return output;
  }

  /** d loss / d h, [batch, out]; after {@link #differentiate} at what f was applied to. */
  final Matrix outputGradient() {
    return outputGradient;
  }

  /** Turns x W^T into h, in place. */
  abstract void activate(int m);

  /** Turns the gradient at h into the one at x W^T, in place, and the one at the bias. */
  abstract void differentiate(int m);

  @Override
  public void close() {
    forward.close();
    atWeight.close();
    if (atInput != null) {
      atInput.close();
    }
    output.close();
    outputGradient.close();
  }
}
