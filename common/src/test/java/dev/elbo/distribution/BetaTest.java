package dev.elbo.distribution;

import java.util.List;

class BetaTest extends UnivariateContract {
  private static final Beta FAMILY = new Beta();

  @Override
  List<Case> cases() {
    return List.of(
        new Case(FAMILY, 0.8, 1.2),
        new Case(FAMILY, 1, 1),
        new Case(FAMILY, 2, 5),
        new Case(FAMILY, 30, 2),
        new Case(FAMILY, 50, 70));
  }

  @Override
  List<Pair> pairs() {
    return List.of(
        new Pair(FAMILY, new double[] {2, 3}, FAMILY, new double[] {1, 1}),
        new Pair(FAMILY, new double[] {0.9, 1.7}, FAMILY, new double[] {2, 2}),
        new Pair(FAMILY, new double[] {30, 40}, FAMILY, new double[] {20, 25}));
  }
}
