package dev.elbo.vae;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The flat parameter vector, the flat gradient, and the views of them that layers work on. */
record FlatVectors(ParameterLayout layout, Matrix parameters, Matrix gradient)
    implements AutoCloseable {

  /** Vectors of zeros. */
  static FlatVectors allocate(DataType type, ParameterLayout layout) {
    return new FlatVectors(
        layout, Matrix.vector(type, layout.length()), Matrix.vector(type, layout.length()));
  }

  /** Units of a layer. */
  int width(String layer) {
    return layout.tensor(layer + ".weight").out();
  }

  /** The weight of a layer, [out, in]. */
  INDArray weight(String layer) {
    ParameterLayout.Tensor tensor = layout.tensor(layer + ".weight");
    return parameters.view(tensor.offset(), tensor.out(), tensor.in());
  }

  /** The gradient at the weight of a layer, [out, in]. */
  INDArray weightGradient(String layer) {
    ParameterLayout.Tensor tensor = layout.tensor(layer + ".weight");
    return gradient.view(tensor.offset(), tensor.out(), tensor.in());
  }

  /** Where the bias of a layer lies in both vectors. */
  int biasOffset(String layer) {
    return layout.tensor(layer + ".bias").offset();
  }

  @Override
  public void close() {
    parameters.close();
    gradient.close();
  }
}
