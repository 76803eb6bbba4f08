package dev.elbo.optim.averaging;

/**
 * A Nesterov step on the pseudo-gradient, as in DiLoCo (Douillard et al. 2023, algorithm 1): v' =
 * mu v + D, x' = x - rate (D + mu v').
 *
 * @param momentum mu, in [0, 1); 0.9 there
 * @param rate positive; 0.7 there
 */
public record NesterovOuter(double momentum, double rate) implements OuterRule {
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
    float[] v = new float[n];
    for (int i = 0; i < n; i++) {
      double gradient = (double) before.parameters()[i] - mean[i];
      double velocity = momentum * before.memory()[i] + gradient;
      v[i] = (float) velocity;
      x[i] = (float) (before.parameters()[i] - rate * (gradient + momentum * velocity));
    }
    return new Model(x, v);
  }
}
