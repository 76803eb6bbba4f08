package dev.elbo.distribution;

import java.util.List;

class NormalTest extends UnivariateContract {
  private static final Normal NORMAL = new Normal();

  @Override
  List<Case> cases() {
    return List.of(new Case(NORMAL, 0, 1), new Case(NORMAL, -3, 0.01), new Case(NORMAL, 12, 42));
  }

  @Override
  List<Pair> pairs() {
    return List.of(
        new Pair(NORMAL, new double[] {0.3, 0.7}, NORMAL, new double[] {0, 1}),
        new Pair(NORMAL, new double[] {-1.5, 2}, NORMAL, new double[] {0.5, 0.25}));
  }
}
