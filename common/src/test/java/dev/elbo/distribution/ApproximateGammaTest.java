package dev.elbo.distribution;

import java.util.List;

class ApproximateGammaTest extends UnivariateContract {
  private static final ApproximateGamma FAMILY = new ApproximateGamma();

  @Override
  List<Case> cases() {
    return List.of(new Case(FAMILY, 4.5, 0.2), new Case(FAMILY, 100, 3));
  }

  @Override
  List<Pair> pairs() {
    return List.of();
  }
}
