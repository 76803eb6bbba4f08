package dev.elbo.distribution;

import java.util.List;

class Chi2Test extends UnivariateContract {
  private static final Chi2 FAMILY = new Chi2();

  @Override
  List<Case> cases() {
    return List.of(new Case(FAMILY, 0.7), new Case(FAMILY, 3), new Case(FAMILY, 500));
  }

  @Override
  List<Pair> pairs() {
    return List.of(
        new Pair(FAMILY, new double[] {3}, FAMILY, new double[] {5}),
        new Pair(FAMILY, new double[] {80}, FAMILY, new double[] {60}),
        new Pair(FAMILY, new double[] {3}, new Gamma(), new double[] {2, 0.7}));
  }
}
