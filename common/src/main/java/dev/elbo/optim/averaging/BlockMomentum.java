package dev.elbo.optim.averaging;

/**
 * Blockwise model-update filtering (Chen and Huo 2016, equations 2 to 6): d' = eta d + zeta (y -
 * s), x' = x + d', where s is what the round started from. The classical form starts from s = x,
 * the Nesterov form from s = x + eta d.
 *
 * @param form classical or Nesterov
 * @param momentum eta, in [0, 1); the paper takes 1 - 1 / shards
 * @param rate zeta, positive; the paper takes 1
 */
public record BlockMomentum(Form form, double momentum, double rate) implements OuterRule {

  /** Where a round starts. */
  public enum Form {
    /** From the model. */
    CLASSICAL,
    /** From where the momentum alone would carry the model. */
    NESTEROV
  }

  @Override
  public int vectors() {
    return 1;
  }

  @Override
  public double blockMomentum() {
    return momentum;
  }

  @Override
  public float[] start(Model model) {
    if (form == Form.CLASSICAL) {
      return model.parameters();
    }
    float[] start = new float[model.parameters().length];
    for (int i = 0; i < start.length; i++) {
      start[i] = (float) (model.parameters()[i] + momentum * model.memory()[i]);
    }
    return start;
  }

  @Override
  public Model next(Model before, float[] mean, Round round) {
    float[] start = start(before);
    int n = start.length;
    float[] x = new float[n];
    float[] d = new float[n];
    for (int i = 0; i < n; i++) {
      double step = momentum * before.memory()[i] + rate * ((double) mean[i] - start[i]);
      d[i] = (float) step;
      x[i] = (float) (before.parameters()[i] + step);
    }
    return new Model(x, d);
  }
}
