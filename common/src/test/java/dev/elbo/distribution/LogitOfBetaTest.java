package dev.elbo.distribution;

import java.util.List;

class LogitOfBetaTest extends UnivariateContract {
  private static final LogitOfBeta FAMILY = new LogitOfBeta();

  @Override
  List<Case> cases() {
    return List.of(
        new Case(FAMILY, 0.05, 0.02),
        new Case(FAMILY, 1, 1),
        new Case(FAMILY, 2, 5),
        new Case(FAMILY, 50, 70));
  }

  @Override
  List<Pair> pairs() {
    return List.of(
        new Pair(FAMILY, new double[] {2, 3}, FAMILY, new double[] {1, 1}),
        new Pair(FAMILY, new double[] {0.5, 0.7}, FAMILY, new double[] {2, 2}));
  }
}
