package dev.elbo.vae;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One dense layer, h = f(W x + b), forward and backward over a batch of m columns. Its weight and
 * the gradient of it are views of the flat vectors.
 */
final class Dense implements AutoCloseable {
  private final Activation activation;
  private final int width;
  private final Matrix parameters;
  private final Matrix gradient;
  private final int biasOffset;
  private final INDArray weight;
  private final INDArray weightGradient;
  private final double[] bias;
  private final double[] preActivation;
  private final double[] scratch;
  private final Matrix output;
  private final Matrix outputGradient;
  private INDArray input;

  /**
   * A layer on the memory of its network.
   *
   * @param name of its tensors, without {@code .weight} and {@code .bias}
   */
  Dense(
      String name,
      Activation activation,
      ParameterLayout layout,
      Matrix parameters,
      Matrix gradient,
      int batch) {
    ParameterLayout.Tensor tensor = layout.tensor(name + ".weight");
    DataType type = parameters.array().dataType();
    this.activation = activation;
    this.width = tensor.out();
    this.parameters = parameters;
    this.gradient = gradient;
    this.biasOffset = layout.tensor(name + ".bias").offset();
    this.weight = parameters.view(tensor.offset(), tensor.in(), tensor.out());
    this.weightGradient = gradient.view(tensor.offset(), tensor.in(), tensor.out());
    this.bias = new double[width];
    this.preActivation = new double[Math.multiplyExact(width, batch)];
    this.scratch = new double[preActivation.length];
    this.output = Matrix.allocate(type, width, batch);
    this.outputGradient = Matrix.allocate(type, width, batch);
  }

  /**
   * Computes h for the first {@code m} examples.
   *
   * @param x [in, m], kept for the backward pass
   * @return h, [out, m]
   */
  INDArray forward(INDArray x, int m) {
    input = x;
    INDArray h = output.columns(m);
    Nd4j.gemm(weight, x, h, true, false, 1, 0);
    output.read(0, preActivation, width * m);
    parameters.read(biasOffset, bias, width);
    for (int at = 0; at < width * m; at += width) {
      for (int j = 0; j < width; j++) {
        preActivation[at + j] += bias[j];
      }
    }
    for (int i = 0; i < width * m; i++) {
      scratch[i] = activation.value(preActivation[i]);
    }
    output.write(0, scratch, width * m);
    return h;
  }

  /** The number of outputs. */
  int width() {
    return width;
  }

  /** The pre-activations of the last forward pass, [out, m] column by column. */
  double[] preActivation() {
    return preActivation;
  }

  /** d loss / d h, [out, m]: to be filled before {@link #backward}. */
  Matrix outputGradient() {
    return outputGradient;
  }

  /** Turns the gradient at h into those of the pre-activation, the weight and the bias. */
  void backward(int m) {
    outputGradient.read(0, scratch, width * m);
    double[] biasGradient = new double[width];
    for (int at = 0; at < width * m; at += width) {
      for (int j = 0; j < width; j++) {
        double d = scratch[at + j] * activation.derivative(preActivation[at + j]);
        scratch[at + j] = d;
        biasGradient[j] += d;
      }
    }
    gradient.write(biasOffset, biasGradient, width);
    outputGradient.write(0, scratch, width * m);
    Nd4j.gemm(input, outputGradient.columns(m), weightGradient, false, true, 1, 0);
  }

  /**
   * After {@link #backward}: the gradient at the input, W^T d.
   *
   * @param target receives it, [in, m]
   * @param keep the factor on what the target holds: 0 to replace it, 1 to add
   */
  void backwardInput(Matrix target, int m, double keep) {
    Nd4j.gemm(weight, outputGradient.columns(m), target.columns(m), false, false, 1, keep);
  }

  @Override
  public void close() {
    output.close();
    outputGradient.close();
  }
}
