package dev.elbo.optim.averaging;

import java.util.Arrays;

/**
 * Training goes on as under another rule; the model is the running average of what that gives
 * (Polyak and Juditsky 1992, with exponential weights). With y the model of the other rule after
 * round t, x' = (1 - a) x + a y, where a = weight / (1 - (1 - weight)^t): a round counts (1 -
 * weight) times as much as the one after it, and the untrained model not at all (as Kingma and Ba
 * 2015, section 3, correct the moments of Adam). It removes the noise of the last steps, which is
 * largest where batches are small and rates are high.
 *
 * @param of the rule that training follows; what it gives is the first vector of the memory
 * @param weight of the newest round, in (0, 1]
 */
public record IterateAverage(OuterRule of, double weight) implements OuterRule {
  @Override
  public int vectors() {
    return 1 + of.vectors();
  }

  @Override
  public float[] initial(float[] parameters) {
    return join(new Model(parameters, of.initial(parameters)));
  }

  @Override
  public float[] start(Model model) {
    return of.start(inner(model));
  }

  @Override
  public Model next(Model before, float[] mean, Round round) {
    Model next = of.next(inner(before), mean, round);
    double share = weight / (1 - Math.pow(1 - weight, (double) round.number()));
    int n = mean.length;
    float[] average = new float[n];
    for (int i = 0; i < n; i++) {
      double x = before.parameters()[i];
      average[i] = (float) (x + share * (next.parameters()[i] - x));
    }
    return new Model(average, join(next));
  }

  @Override
  public double blockMomentum() {
    return of.blockMomentum();
  }

  private static Model inner(Model model) {
    int n = model.parameters().length;
    return new Model(
        Arrays.copyOf(model.memory(), n),
        Arrays.copyOfRange(model.memory(), n, model.memory().length));
  }

  private static float[] join(Model inner) {
    int n = inner.parameters().length;
    float[] memory = Arrays.copyOf(inner.parameters(), n + inner.memory().length);
    System.arraycopy(inner.memory(), 0, memory, n, inner.memory().length);
    return memory;
  }
}
