package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void itMapsItsEndsToItsPixels() {
    Axis axis = Axis.exactly(-2, 6, 300, 100);
    assertThat(axis.at(-2)).isEqualTo(300);
    assertThat(axis.at(6)).isEqualTo(100);
    assertThat(axis.at(0)).isEqualTo(250);
  }

  @Test
  void itLeavesAirAroundTheValues() {
    Axis axis = Axis.around(0, 10, 0, 110);
    assertThat(axis.low()).isEqualTo(-0.5);
    assertThat(axis.at(10)).isEqualTo(105, within(1e-9));
  }

  @Test
  void equalValuesLieInTheMiddle() {
    assertThat(Axis.around(0, 0, 0, 100).at(0)).isEqualTo(50);
    assertThat(Axis.around(-80, -80, 0, 100).at(-80)).isEqualTo(50);
    assertThat(Axis.around(1, Math.nextUp(1.0), 0, 100).at(1)).isEqualTo(50, within(1e-9));
  }

  @Test
  void aSingleEpochLiesInTheMiddle() {
    Axis axis = Axis.whole(7, 7, 0, 100);
    assertThat(axis.at(7)).isEqualTo(50);
    assertThat(axis.ticks().values()).containsExactly(7.0);
  }

  @Test
  void itHoldsWhatLiesBetweenItsEnds() {
    Axis axis = Axis.exactly(0, 1, 0, 100);
    assertThat(axis.holds(0)).isTrue();
    assertThat(axis.holds(1.01)).isFalse();
    assertThat(axis.holds(Double.NaN)).isFalse();
  }
}
