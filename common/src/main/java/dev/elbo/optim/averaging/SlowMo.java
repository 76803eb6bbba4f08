package dev.elbo.optim.averaging;

/**
 * Slow momentum (Wang et al. 2020, algorithm 1): u' = beta u + D / g, x' = x - alpha g u', where g
 * is the inner learning rate.
 *
 * @param momentum beta, in [0, 1)
 * @param rate alpha, positive; 1 and beta 0 is the weighted mean
 */
public record SlowMo(double momentum, double rate) implements OuterRule {
  @Override
  public int vectors() {
    return 1;
  }

  @Override
  public double blockMomentum() {
    return momentum;
  }

  @Override
  public Model next(Model before, float[] mean, Round round) {
    int n = mean.length;
    float[] x = new float[n];
    float[] u = new float[n];
    for (int i = 0; i < n; i++) {
      double gradient = (double) before.parameters()[i] - mean[i];
      double slow = momentum * before.memory()[i] + gradient / round.rate();
      u[i] = (float) slow;
      x[i] = (float) (before.parameters()[i] - rate * round.rate() * slow);
    }
    return new Model(x, u);
  }
}
