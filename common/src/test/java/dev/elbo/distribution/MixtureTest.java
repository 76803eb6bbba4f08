package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MixtureTest extends UnivariateContract {
  private static final Mixture NORMALS = new Mixture(new Normal(), 3);
  private static final Mixture GAMMAS = new Mixture(new Gamma(), 2);

  @Override
  List<Case> cases() {
    return List.of(
        new Case(NORMALS, 0.3, -1, 0.5, -2, 0.1, 3, 0.5, 1, 2),
        new Case(NORMALS, 0, 0, 0, 1, 1, 1, 2, 2, 2),
        new Case(GAMMAS, 1, 0, 2, 9, 1, 3),
        new Case(new Mixture(new StudentT(), 2), 0, 0, 2, 5, -1, 1, 1, 0.5));
  }

  @Override
  List<Pair> pairs() {
    return List.of();
  }

  /** The blocks of a mixture are longer than one number. */
  @Override
  @ParameterizedTest
  @MethodSource("cases")
  void aThetaOutsideOfItsDomainIsRefusedByName(Case c) {
    double[] bad = c.theta().clone();
    bad[1] = Double.NaN;
    assertThatThrownBy(() -> c.family().sample(bad, Noise.of(1, 1, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot use logits number 1 of mixture: [NaN] is not finite. Give a value that is.");
  }

  @Test
  void aSingleComponentIsTheComponent() {
    Mixture one = new Mixture(new Normal(), 1);
    double[] theta = {7, 1.5, 2};
    double[] derivative = new double[3];
    one.pathwise(theta, 4, derivative);
    assertThat(one.logDensity(theta, 4))
        .isCloseTo(new Normal().logDensity(new double[] {1.5, 2}, 4), within(1e-15));
    assertThat(derivative).containsExactly(0, 1, 1.25);
  }

  @Test
  void farApartComponentsStayFinite() {
    double[] theta = {0, 0, 0, -1e6, 0, 1e6, 1, 1e-3, 1};
    double[] derivative = new double[9];
    for (int i = 0; i < 100; i++) {
      NORMALS.pathwise(theta, NORMALS.sample(theta, Noise.of(3, 0, 0, i)), derivative);
      assertThat(derivative).doesNotContain(Double.NaN);
    }
    NORMALS.pathwise(theta, 5e5, derivative);
    assertThat(derivative).doesNotContain(Double.NaN);
  }

  @Test
  void aMixtureOfComponentsWithoutAMeanHasNone() {
    Mixture heavy = new Mixture(new StudentT(), 2);
    double[] theta = {0, 0, 0.5, 5, -1, 3, 1, 1};
    assertThat(heavy.meanValue(theta)).isEmpty();
    assertThat(heavy.varianceValue(theta)).isEmpty();
    assertThat(heavy.center(theta)).containsExactly(1);
  }

  @Test
  void aMixtureOfNothingIsRefused() {
    assertThatThrownBy(() -> new Mixture(new Normal(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot repeat normal: [0]");
  }
}
