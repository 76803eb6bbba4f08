package dev.elbo.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {
  /** Beside the kink at 0, where a central difference means nothing. */
  private static final double[] POINTS = {-20, -5, -2.5, -1, -0.3, -1e-3, 1e-3, 0.4, 1, 3, 7, 20};

  /** Pre-activations are sums in float32. */
  private static final double[] EXTREMES = {
    -Float.MAX_VALUE, -1000, -745, 0, 745, 1000, Float.MAX_VALUE
  };

  @ParameterizedTest
  @EnumSource
  void theDerivativeIsThatOfTheValue(Activation activation) {
    for (double a : POINTS) {
      double h = 1e-6 * Math.max(1e-2, Math.abs(a));
      double slope = (activation.value(a + h) - activation.value(a - h)) / (2 * h);
      assertThat(activation.derivative(a)).as("at %s", a).isCloseTo(slope, within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource
  void extremeInputsGiveFiniteValuesAndSlopes(Activation activation) {
    for (double a : EXTREMES) {
      assertThat(activation.value(a)).as("value at %s", a).isFinite();
      assertThat(activation.derivative(a)).as("slope at %s", a).isFinite();
    }
  }

  @Test
  void valuesAreThoseOfTheDefinitions() {
    assertThat(Activation.RELU.value(-3)).isZero();
    assertThat(Activation.RELU.value(3)).isEqualTo(3);
    assertThat(Activation.TANH.value(0.5)).isCloseTo(0.46211715726000974, within(1e-15));
    assertThat(Activation.ELU.value(-1)).isCloseTo(1 / Math.E - 1, within(1e-15));
    assertThat(Activation.SOFTPLUS.value(0)).isCloseTo(Math.log(2), within(1e-15));
    assertThat(Activation.LEAKY_RELU.value(-2)).isEqualTo(-0.02);
    // The tanh form at 1, by hand: 0.5 (1 + tanh(0.7978845608 * 1.044715)).
    assertThat(Activation.GELU.value(1)).isCloseTo(0.8411919906082768, within(1e-12));
    assertThat(Activation.IDENTITY.value(-7)).isEqualTo(-7);
  }
}
