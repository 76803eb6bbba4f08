package dev.elbo.distribution;

import java.util.List;

class GammaTest extends UnivariateContract {
  private static final Gamma FAMILY = new Gamma();

  @Override
  List<Case> cases() {
    return List.of(
        new Case(FAMILY, 0.8, 2),
        new Case(FAMILY, 1, 1),
        new Case(FAMILY, 4.5, 0.2),
        new Case(FAMILY, 60, 3),
        new Case(FAMILY, 1000, 1));
  }

  @Override
  List<Pair> pairs() {
    return List.of(
        new Pair(FAMILY, new double[] {2, 3}, FAMILY, new double[] {1, 1}),
        new Pair(FAMILY, new double[] {0.9, 1}, FAMILY, new double[] {3, 0.5}),
        new Pair(FAMILY, new double[] {250, 3}, FAMILY, new double[] {240, 2.9}),
        new Pair(FAMILY, new double[] {2, 3}, new Chi2(), new double[] {5}));
  }
}
