package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FixedTest extends ReparameterizedContract {
  private static final double[] NONE = {};

  @Override
  protected List<Case> cases() {
    return List.of(
        new Case(Fixed.standardNormal(3)),
        new Case(new Fixed(new MultivariateNormal(2), 1, 2, 0.5, 0.7, -0.3)));
  }

  @Test
  void itIsTheFamilyAtItsConstants() {
    MultivariateNormal family = new MultivariateNormal(2);
    double[] theta = {1, 2, 0.5, 0.7, -0.3};
    Fixed fixed = new Fixed(family, theta);
    double[] z = {0.4, 0.9};
    assertThat(fixed.parameterCount()).isZero();
    assertThat(fixed.name()).isEqualTo("multivariate-normal");
    assertThat(fixed.logDensity(NONE, z)).isEqualTo(family.logDensity(theta, z));
    assertThat(fixed.mean(NONE)).hasValue(new double[] {1, 2});
    assertThat(fixed.center(NONE)).containsExactly(1, 2);
    Family prior = Independent.of(new Normal(), 2);
    double[] standard = {0, 0, 1, 1};
    assertThat(fixed.klTo(prior).orElseThrow().value(NONE, standard, NONE))
        .isEqualTo(family.klTo(prior).orElseThrow().value(theta, standard, new double[5]));
  }

  @Test
  void laterChangesOfTheArrayDoNotReachIt() {
    double[] theta = {1, 2};
    Fixed fixed = new Fixed(new Normal(), theta);
    theta[0] = 5;
    assertThat(fixed.center(NONE)).containsExactly(1);
  }

  @Test
  void constantsOutsideOfTheDomainAreRefused() {
    assertThatThrownBy(() -> new Fixed(new Normal(), 0, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot use scale of normal: [-1.0] is not positive and finite. Give a value that is.");
  }
}
