package dev.elbo.vae;

import dev.elbo.distribution.Noise;

/** Initial parameters: a pure function of the layout, the scheme and the noise. */
public final class Initializer {
  private Initializer() {}

  /**
   * Draws all parameters. Element i of the flat vector takes number i of the noise, so a tensor's
   * values do not depend on the others'.
   *
   * @return [parameters]
   */
  public static float[] initialize(ParameterLayout layout, Initialization scheme, Noise noise) {
    Noise source = noise.split(Noise.Use.INITIALIZATION);
    float[] values = new float[layout.length()];
    for (ParameterLayout.Tensor tensor : layout.tensors()) {
      for (int i = tensor.offset(); i < tensor.offset() + tensor.length(); i++) {
        values[i] = (float) draw(tensor, scheme, source, i);
      }
    }
    return values;
  }

  private static double draw(
      ParameterLayout.Tensor tensor, Initialization scheme, Noise noise, int index) {
    if (tensor.isBias() && scheme != Initialization.FAN_IN_UNIFORM) {
      return 0;
    }
    double in = tensor.in();
    double sum = in + tensor.out();
    return switch (scheme) {
      case GLOROT_UNIFORM -> symmetric(noise, index) * Math.sqrt(6 / sum);
      case GLOROT_NORMAL -> noise.gaussian(index) * Math.sqrt(2 / sum);
      case HE_UNIFORM -> symmetric(noise, index) * Math.sqrt(6 / in);
      case HE_NORMAL -> noise.gaussian(index) * Math.sqrt(2 / in);
      case FAN_IN_UNIFORM -> symmetric(noise, index) / Math.sqrt(in);
    };
  }

  private static double symmetric(Noise noise, int index) {
    return 2 * noise.uniform(index) - 1;
  }
}
