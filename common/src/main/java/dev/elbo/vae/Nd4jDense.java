package dev.elbo.vae;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A hidden layer whose bias and activation are ND4J's operations. */
final class Nd4jDense extends Layer {
  private final IActivation activation;
  private final INDArray bias;
  private final INDArray biasGradient;

  /** x W^T + b of the last forward pass. */
  private final Matrix preActivation;

  Nd4jDense(String name, Activation activation, FlatVectors vectors, Matrix input, int batch) {
    super(name, vectors, input, batch);
    this.activation = of(activation);
    this.bias = vectors.parameters().part(vectors.biasOffset(name), width()).reshape(1, width());
    this.biasGradient =
        vectors.gradient().part(vectors.biasOffset(name), width()).reshape(1, width());
    this.preActivation = Matrix.allocate(output().array().dataType(), batch, width());
  }

  @Override
  void activate(int m) {
    INDArray h = output().rows(m);
    h.addiRowVector(bias);
    preActivation.rows(m).assign(h);
    h.assign(activation.getActivation(h, true));
  }

  @Override
  void differentiate(int m) {
    INDArray d = outputGradient().rows(m);
    INDArray at = preActivation.rows(m).dup();
    d.assign(activation.backprop(at, d.dup()).getFirst());
    biasGradient.assign(d.sum(true, 0));
  }

  @Override
  public void close() {
    preActivation.close();
    super.close();
  }

  private static IActivation of(Activation activation) {
    return switch (activation) {
      case RELU -> new ActivationReLU();
      case TANH -> new ActivationTanH();
      case ELU -> new ActivationELU();
      case SOFTPLUS -> new ActivationSoftPlus();
      case LEAKY_RELU -> new ActivationLReLU();
      case GELU -> new Nd4jGelu();
      case IDENTITY -> new ActivationIdentity();
    };
  }
}
