package dev.elbo.vae.cuda;

import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Gaussian;
import dev.elbo.vae.likelihood.LearnedGaussian;
import dev.elbo.vae.likelihood.Likelihood;
import java.util.List;

/** p(x|z): its heads, log p of each row, and the gradient of the loss at the heads. */
final class DeviceLikelihood {
  private final int law;
  private final float variance;
  private final List<DeviceLayer> heads;
  private final Region logDensity;
  private final long sum;

  DeviceLikelihood(
      Likelihood likelihood, List<DeviceLayer> heads, DeviceMemory memory, int batch, long sum) {
    this.law = law(likelihood);
    this.variance = likelihood instanceof Gaussian gaussian ? (float) gaussian.variance() : 1;
    this.heads = List.copyOf(heads);
    this.logDensity = memory.floats(batch);
    this.sum = sum;
  }

  /** Whether the kernels know it. */
  static boolean knows(Likelihood likelihood) {
    return law(likelihood) >= 0;
  }

  /** The number in kernels.cu. */
  private static int law(Likelihood likelihood) {
    if (likelihood instanceof Bernoulli) {
      return 0;
    }
    if (likelihood instanceof Gaussian) {
      return 1;
    }
    return likelihood instanceof LearnedGaussian ? 2 : -1;
  }

  /** From what the decoder gave to the gradient at it; x is [m, features]. */
  void explain(Tape tape, long input, long x, long inputGradient, int m) {
    heads.forEach(head -> head.forward(tape, input, m));
    DeviceLayer a = heads.get(0);
    DeviceLayer b = heads.get(heads.size() - 1);
    boolean isOne = heads.size() == 1;
    tape.launch(
        "explain",
        Grid.blocks(DeviceLayer.blocks(m)),
        a.output(),
        isOne ? 0 : b.output(),
        a.bias(),
        isOne ? 0 : b.bias(),
        x,
        logDensity.address(),
        a.partial(),
        isOne ? 0 : b.partial(),
        law,
        Float.floatToRawIntBits(variance),
        m,
        a.width(),
        DeviceLayer.rowsOfBlock(m));
    tape.beside(
        1, () -> tape.launch("sum_densities", Grid.blocks(1), logDensity.address(), sum, m));
    Product.Sum sumInto = Product.Sum.REPLACED;
    for (DeviceLayer head : heads) {
      head.learn(tape, input, m, head.partial(), DeviceLayer.blocks(m));
      head.pullBack(tape, inputGradient, m, sumInto);
      sumInto = Product.Sum.ADDED;
    }
  }
}
