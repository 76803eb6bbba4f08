package dev.elbo.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingTest {
  private static final Scaling SCALING =
      new Scaling("minmax", List.of(10.0, -1.0, 3.0), List.of(0.1, 4.0, 0.0), List.of());

  @Test
  void aCellIsShiftedThenMultiplied() {
    assertThat(SCALING.apply(0, 10)).isZero();
    assertThat(SCALING.apply(0, 20)).isEqualTo(1);
    assertThat(SCALING.apply(1, -0.75)).isEqualTo(1);
    assertThat(SCALING.columns()).isEqualTo(3);
  }

  @Test
  void theDifferenceIsTakenInDouble() {
    Scaling far = new Scaling("standard", List.of(1e9), List.of(2.0), List.of());
    // In float 1e9 + 0.5 would be 1e9.
    assertThat(far.apply(0, 1e9 + 0.5)).isEqualTo(1);
  }

  @Test
  void invertingGivesTheCellBack() {
    for (double cell : new double[] {-5, 0, 10, 12.5, 1e4}) {
      assertThat(SCALING.invert(0, SCALING.apply(0, cell))).isCloseTo(cell, within(1e-3));
      assertThat(SCALING.invert(1, SCALING.apply(1, cell))).isCloseTo(cell, within(1e-3));
    }
  }

  @Test
  void aConstantColumnBecomesZeroAndBackItsValue() {
    assertThat(SCALING.apply(2, 3)).isZero();
    assertThat(SCALING.apply(2, 99)).isZero();
    assertThat(SCALING.invert(2, 0.7)).isEqualTo(3);
  }

  @Test
  void columnsThatDoNotMatchAreRefused() {
    assertThatThrownBy(() -> new Scaling("unit", List.of(0.0), List.of(1.0, 2.0), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot build a scaling: shift, factor and fill have [1, 2, 0] columns."
                + " Give one entry a column.");
    assertThatThrownBy(() -> new Scaling("unit", List.of(0.0), List.of(1.0), List.of(1.0, 2.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot build a scaling: shift, factor and fill have [1, 1, 2] columns."
                + " Give one entry a column.");
  }
}
