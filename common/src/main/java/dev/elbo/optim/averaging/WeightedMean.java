package dev.elbo.optim.averaging;

/**
 * x' = y: plain parameter averaging, also known as local SGD and federated averaging (McMahan et
 * al. 2017, algorithm 1; Stich 2019).
 */
public record WeightedMean() implements OuterRule {
  @Override
  public int vectors() {
    return 0;
  }

  @Override
  public Model next(Model before, float[] mean, Round round) {
    return new Model(mean, before.memory());
  }
}
