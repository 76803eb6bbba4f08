package dev.elbo.vae.cuda;

import dev.elbo.vae.latent.Latents;

/**
 * A diagonal Gaussian posterior against a standard normal prior: its heads, the reparameterized
 * sample, its pathwise gradient and the closed-form KL (Kingma and Welling 2014, appendix B).
 */
final class DeviceLatent {
  /** What is summed of each latent: its KL, its mean, the square of that, what it costs. */
  static final int SUMS = 4;

  private final int latents;
  private final float freeBits;
  private final DeviceLayer mean;
  private final DeviceLayer logVariance;
  private final StepTable table;
  private final Region z;
  private final Region turn;
  private final Region kl;
  private final Region weight;
  private final long sums;

  DeviceLatent(
      Latents latents,
      double freeBits,
      DeviceLayer mean,
      DeviceLayer logVariance,
      StepTable table,
      DeviceMemory memory,
      int batch,
      long sums) {
    this.latents = latents.dimension();
    this.freeBits = (float) freeBits;
    this.mean = mean;
    this.logVariance = logVariance;
    this.table = table;
    long cells = (long) batch * this.latents;
    this.z = memory.floats(cells);
    this.turn = memory.floats(cells);
    this.kl = memory.floats(cells);
    this.weight = memory.floats(this.latents);
    this.sums = sums;
  }

  /** The sample, [m, latents], which the decoder reads. */
  long z() {
    return z.address();
  }

  /** Receives d loss / d z: the gradient at the mean is made of it in place. */
  long gradient() {
    return mean.gradient();
  }

  /** The heads, the sample and the sums of the KL. */
  void forward(Tape tape, long input, int m, int k) {
    tape.beside(0, () -> logVariance.forward(tape, input, m));
    mean.forward(tape, input, m);
    tape.join(0);
    tape.launch(
        "draw",
        Grid.threads((long) m * Grid.ceil(latents, 2)),
        mean.output(),
        logVariance.output(),
        mean.bias(),
        logVariance.bias(),
        table.header(),
        k,
        z.address(),
        turn.address(),
        kl.address(),
        m,
        latents);
    tape.beside(
        1,
        () ->
            tape.launch(
                "sum_latents",
                Grid.blocks(latents),
                kl.address(),
                mean.output(),
                table.header(),
                table.constants(),
                k,
                sums,
                weight.address(),
                Float.floatToRawIntBits(freeBits),
                m,
                latents));
  }

  /** From d loss / d z to the gradients of the heads and, where somebody needs it, below them. */
  void backward(Tape tape, long input, long belowGradient, int m) {
    tape.join(1);
    tape.launch(
        "pull_back",
        Grid.threads((long) m * latents),
        mean.gradient(),
        logVariance.gradient(),
        mean.output(),
        logVariance.output(),
        turn.address(),
        weight.address(),
        m,
        latents);
    mean.learn(tape, input, m, mean.gradient(), m);
    logVariance.learn(tape, input, m, logVariance.gradient(), m);
    if (belowGradient != 0) {
      mean.pullBack(tape, belowGradient, m, Product.Sum.REPLACED);
      logVariance.pullBack(tape, belowGradient, m, Product.Sum.ADDED);
    }
  }
}
