package dev.elbo.distribution;

import java.util.List;

class InverseGammaTest extends UnivariateContract {
  private static final InverseGamma FAMILY = new InverseGamma();

  @Override
  List<Case> cases() {
    return List.of(
        new Case(FAMILY, 0.8, 2),
        new Case(FAMILY, 1.5, 1),
        new Case(FAMILY, 6, 0.3),
        new Case(FAMILY, 80, 50));
  }

  @Override
  List<Pair> pairs() {
    return List.of(
        new Pair(FAMILY, new double[] {2, 3}, FAMILY, new double[] {1, 1}),
        new Pair(FAMILY, new double[] {12, 3}, FAMILY, new double[] {15, 4}));
  }
}
