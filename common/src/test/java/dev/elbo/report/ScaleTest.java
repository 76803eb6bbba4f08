package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScaleTest {

  @Test
  void decadesAreEquallyFarApartOnALogarithmicAxis() {
    Scale scale = new Scale(Scale.Kind.LOGARITHMIC, 0.1, 1000, 400, 0);
    assertThat(scale.at(0.1)).isCloseTo(400, within(1e-9));
    assertThat(scale.at(1)).isCloseTo(300, within(1e-9));
    assertThat(scale.at(1000)).isCloseTo(0, within(1e-9));
    assertThat(scale.ticks())
        .extracting(Scale.Tick::label)
        .containsExactly("0.1", "1", "10", "100", "1,000");
  }

  @Test
  void aShortLogarithmicAxisHasTicksWithinDecades() {
    assertThat(new Scale(Scale.Kind.LOGARITHMIC, 0.05, 1, 0, 300).ticks())
        .extracting(Scale.Tick::label)
        .containsExactly("0.05", "0.1", "0.2", "0.5", "1");
  }

  @Test
  void aLongLogarithmicAxisLeavesDecadesOut() {
    assertThat(new Scale(Scale.Kind.LOGARITHMIC, 1e-8, 1e8, 0, 300).ticks())
        .hasSizeLessThanOrEqualTo(7);
  }

  @Test
  void aLinearAxisHasRoundTicks() {
    assertThat(new Scale(Scale.Kind.LINEAR, -3, 3, 0, 300).ticks())
        .extracting(Scale.Tick::label)
        .containsExactly("\u22122", "0", "2");
  }

  @Test
  void whatIsNoNumberIsNotOnTheAxis() {
    Scale scale = new Scale(Scale.Kind.LOGARITHMIC, 1, 10, 0, 300);
    assertThat(scale.holds(Double.NaN)).isFalse();
    assertThat(scale.holds(10)).isTrue();
    assertThat(scale.holds(10.1)).isFalse();
  }
}
