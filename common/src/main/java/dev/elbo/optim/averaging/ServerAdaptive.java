package dev.elbo.optim.averaging;

import java.util.Arrays;

/**
 * An adaptive step on the pseudo-gradient (Reddi et al. 2021, algorithm 2): m' = beta1 m - (1 -
 * beta1) D, x' = x + rate m' / (sqrt(v') + tau); no bias correction. What v' is tells the kinds
 * apart.
 *
 * @param kind adam, yogi or adagrad
 * @param rate eta, positive
 * @param beta1 in [0, 1); 0.9 there
 * @param beta2 in [0, 1); 0.99 there; adagrad has none
 * @param tau positive; v starts from its square
 */
public record ServerAdaptive(Kind kind, double rate, double beta1, double beta2, double tau)
    implements OuterRule {

  /** How the squares of pseudo-gradients are remembered. */
  public enum Kind {
    /** v' = beta2 v + (1 - beta2) D^2. */
    ADAM,
    /** v' = v - (1 - beta2) D^2 sign(v - D^2). */
    YOGI,
    /** v' = v + D^2. */
    ADAGRAD
  }

  @Override
  public int vectors() {
    return 2;
  }

  @Override
  public float[] initial(float[] parameters) {
    float[] memory = new float[Math.multiplyExact(2, parameters.length)];
    Arrays.fill(memory, parameters.length, memory.length, (float) (tau * tau));
    return memory;
  }

  @Override
  public Model next(Model before, float[] mean, Round round) {
    int n = mean.length;
    float[] x = new float[n];
    float[] memory = new float[2 * n];
    for (int i = 0; i < n; i++) {
      double gradient = (double) before.parameters()[i] - mean[i];
      double m = beta1 * before.memory()[i] - (1 - beta1) * gradient;
      double v = second(before.memory()[n + i], gradient * gradient);
      memory[i] = (float) m;
      memory[n + i] = (float) v;
      x[i] = (float) (before.parameters()[i] + rate * m / (Math.sqrt(v) + tau));
    }
    return new Model(x, memory);
  }

  private double second(double v, double square) {
    return switch (kind) {
      case ADAM -> beta2 * v + (1 - beta2) * square;
      case YOGI -> v - (1 - beta2) * square * Math.signum(v - square);
      case ADAGRAD -> v + square;
    };
  }
}
