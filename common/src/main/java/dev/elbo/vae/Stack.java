package dev.elbo.vae;

import java.util.ArrayList;
import java.util.List;

/** The hidden layers of an encoder or a decoder, one on top of the other; there may be none. */
final class Stack implements AutoCloseable {
  private final List<Layer> layers = new ArrayList<>();
  private final Matrix output;
  private final Matrix outputGradient;

  /**
   * Hidden layers.
   *
   * @param name {@code encoder} or {@code decoder}
   * @param size how many
   * @param input what the lowest reads, [batch, in]
   * @param inputGradient receives the gradient at the input; null where nobody needs it
   * @param batch the most examples of one call
   */
  Stack(
      String name,
      int size,
      LayerKind kind,
      FlatVectors vectors,
      Matrix input,
      Matrix inputGradient,
      int batch) {
    Matrix below = input;
    Matrix belowGradient = inputGradient;
    for (int i = 0; i < size; i++) {
      Layer layer = kind.layer(name + "." + i, vectors, below, batch);
      if (belowGradient != null) {
        layer.backwardTo(belowGradient, 0);
      }
      layers.add(layer);
      below = layer.output();
      belowGradient = layer.outputGradient();
    }
    output = below;
    outputGradient = belowGradient;
  }

  /** Makes a hidden layer. */
  @FunctionalInterface
  interface LayerKind {
    Layer layer(String name, FlatVectors vectors, Matrix input, int batch);
  }

  /** Linear layers on top of this stack, side by side. */
  List<OutputLayer> heads(List<String> names, FlatVectors vectors, int batch) {
    List<OutputLayer> heads = new ArrayList<>();
    for (String name : names) {
      OutputLayer head = new OutputLayer(name, vectors, output, batch);
      if (outputGradient != null) {
        head.backwardTo(outputGradient, heads.isEmpty() ? 0 : 1);
      }
      heads.add(head);
    }
    return heads;
  }

  void forward(int m) {
    layers.forEach(layer -> layer.forward(m));
  }

  /** From the gradient at the top, which the heads have filled in, down to the input. */
  void backward(int m) {
    for (int k = layers.size() - 1; k >= 0; k--) {
      layers.get(k).backward(m);
    }
  }

  @Override
  public void close() {
    layers.forEach(Layer::close);
  }
}
