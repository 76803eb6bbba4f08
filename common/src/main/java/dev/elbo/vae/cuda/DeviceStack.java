package dev.elbo.vae.cuda;

import dev.elbo.vae.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The hidden layers of an encoder or a decoder, one on top of the other; there may be none. */
final class DeviceStack {
  private final Activation activation;
  private final List<DeviceLayer> layers = new ArrayList<>();

  /** What gelu was applied to, of each layer; what it gave for the others. */
  private final List<Long> kept = new ArrayList<>();

  DeviceStack(
      String name,
      List<Integer> widths,
      Activation activation,
      Function<String, DeviceLayer> layer,
      DeviceMemory memory,
      int batch) {
    this.activation = activation;
    for (int i = 0; i < widths.size(); i++) {
      DeviceLayer next = layer.apply(name + "." + i);
      layers.add(next);
      kept.add(
          activation == Activation.GELU
              ? memory.floats((long) batch * next.width()).address()
              : next.output());
    }
  }

  /** What the heads read, where the stack reads {@code input}. */
  long output(long input) {
    return layers.isEmpty() ? input : top().output();
  }

  /** Where the heads leave their gradient, if the stack leaves its own in {@code below}. */
  long gradient(long below) {
    return layers.isEmpty() ? below : top().gradient();
  }

  void forward(Tape tape, long input, int m) {
    long below = input;
    for (int i = 0; i < layers.size(); i++) {
      DeviceLayer layer = layers.get(i);
      layer.forward(tape, below, m);
      long keep = activation == Activation.GELU ? kept.get(i) : 0;
      tape.launch(
          "activate",
          Grid.rows(m, layer.width()),
          layer.output(),
          layer.bias(),
          keep,
          code(),
          layer.width());
      below = layer.output();
    }
  }

  /**
   * From the gradient at the top down.
   *
   * @param belowGradient receives the gradient at the input; 0 where nobody needs it
   */
  void backward(Tape tape, long input, long belowGradient, int m) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      DeviceLayer layer = layers.get(i);
      tape.launch(
          "differentiate",
          Grid.rows(DeviceLayer.blocks(m), layer.width()),
          layer.gradient(),
          kept.get(i),
          layer.partial(),
          code(),
          m,
          layer.width(),
          DeviceLayer.rowsOfBlock(m));
      long below = i == 0 ? input : layers.get(i - 1).output();
      long target = i == 0 ? belowGradient : layers.get(i - 1).gradient();
      layer.learn(tape, below, m, layer.partial(), DeviceLayer.blocks(m));
      if (target != 0) {
        layer.pullBack(tape, target, m, Product.Sum.REPLACED);
      }
    }
  }

  /** The number in kernels.cu. */
  private int code() {
    return switch (activation) {
      case RELU -> 0;
      case TANH -> 1;
      case ELU -> 2;
      case SOFTPLUS -> 3;
      case LEAKY_RELU -> 4;
      case GELU -> 5;
      case IDENTITY -> 6;
    };
  }

  private DeviceLayer top() {
    return layers.get(layers.size() - 1);
  }
}
