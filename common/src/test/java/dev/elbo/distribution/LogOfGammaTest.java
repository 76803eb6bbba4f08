package dev.elbo.distribution;

import java.util.List;

class LogOfGammaTest extends UnivariateContract {
  private static final LogOfGamma FAMILY = new LogOfGamma();

  @Override
  List<Case> cases() {
    return List.of(
        new Case(FAMILY, 0.02, 2),
        new Case(FAMILY, 0.7, 1),
        new Case(FAMILY, 4.5, 0.2),
        new Case(FAMILY, 300, 3));
  }

  @Override
  List<Pair> pairs() {
    return List.of(
        new Pair(FAMILY, new double[] {2, 3}, FAMILY, new double[] {1, 1}),
        new Pair(FAMILY, new double[] {0.4, 1}, FAMILY, new double[] {3, 0.5}));
  }
}
