package dev.elbo.distribution;

import java.util.List;

class StudentTTest extends UnivariateContract {
  private static final StudentT FAMILY = new StudentT();

  @Override
  List<Case> cases() {
    return List.of(
        new Case(FAMILY, 0.6, 0, 1),
        new Case(FAMILY, 1.5, 1, 2),
        new Case(FAMILY, 5, -2, 0.3),
        new Case(FAMILY, 40, 0.1, 1),
        new Case(FAMILY, 2000, 0, 3));
  }

  @Override
  List<Pair> pairs() {
    return List.of();
  }
}
