package dev.elbo.vae.cuda;

import dev.elbo.optim.Optimizer;
import dev.elbo.optim.Optimizer.Rule;
import dev.elbo.vae.StepSettings;

/** Clipping, and sgd, adam or adamw over the flat vectors. */
final class DeviceUpdate {
  private static final int PARTS = 256;
  private static final int MOST_BLOCKS = 1024;
  private static final int VECTOR = 4;

  private final Optimizer optimizer;
  private final double clipNorm;
  private final int length;
  private final Region parameters;
  private final Region gradient;
  private final Region moments;
  private final Region squares;
  private final Region factor;
  private final StepTable table;

  DeviceUpdate(
      StepSettings settings,
      Region parameters,
      Region gradient,
      Region moments,
      StepTable table,
      DeviceMemory memory,
      int length) {
    this.optimizer = settings.optimizer();
    this.clipNorm = settings.clipNorm();
    this.length = length;
    this.parameters = parameters;
    this.gradient = gradient;
    this.moments = moments;
    this.table = table;
    this.squares = memory.doubles(PARTS);
    this.factor = memory.floats(1);
    memory.upload(factor.address(), new float[] {1});
  }

  /** Whether the kernels know it. */
  static boolean knows(Rule rule) {
    return rule == Rule.SGD || rule == Rule.ADAM || rule == Rule.ADAMW;
  }

  void run(Tape tape, int k) {
    if (Double.isFinite(clipNorm)) {
      tape.launch("squares", Grid.blocks(PARTS), gradient.address(), squares.address(), length);
      tape.launch(
          "clip", Grid.blocks(1), squares.address(), factor.address(), bits(clipNorm), PARTS);
    }
    Grid all = Grid.threads(length / VECTOR + 1L);
    Grid grid = Grid.blocks(Math.min(MOST_BLOCKS, all.x()));
    if (optimizer.rule() == Rule.SGD) {
      tape.launch(
          "sgd",
          grid,
          parameters.address(),
          gradient.address(),
          table.header(),
          table.constants(),
          k,
          factor.address(),
          length);
      return;
    }
    tape.launch(
        "adam",
        grid,
        parameters.address(),
        gradient.address(),
        moments.address(),
        moments.at(Grid.padded(length)),
        table.header(),
        table.constants(),
        k,
        factor.address(),
        bits(optimizer.beta1()),
        bits(1 - optimizer.beta1()),
        bits(optimizer.beta2()),
        bits(1 - optimizer.beta2()),
        bits(optimizer.epsilon()),
        length);
  }

  private static long bits(double value) {
    return Float.floatToRawIntBits((float) value);
  }
}
