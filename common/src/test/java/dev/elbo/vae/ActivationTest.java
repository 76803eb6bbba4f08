package dev.elbo.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Activations in lanes against their definitions in double. */
class ActivationTest {
  /** Beside the kink at 0, where a central difference means nothing. */
  private static final float[] POINTS = {
    -20, -9, -5, -2.5f, -1, -0.3f, -1e-3f, 1e-3f, 0.4f, 1, 3, 7, 12, 20
  };

  /** Pre-activations are sums in float32. */
  private static final float[] EXTREMES = {
    -Float.MAX_VALUE, -1000, -745, 0, 745, 1000, Float.MAX_VALUE
  };

  static Stream<Arguments> definitions() {
    return Stream.of(
        Arguments.of(Activation.RELU, (DoubleUnaryOperator) a -> Math.max(a, 0)),
        Arguments.of(Activation.TANH, (DoubleUnaryOperator) Math::tanh),
        Arguments.of(Activation.ELU, (DoubleUnaryOperator) a -> a > 0 ? a : Math.expm1(a)),
        Arguments.of(
            Activation.SOFTPLUS,
            (DoubleUnaryOperator) a -> Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)))),
        Arguments.of(Activation.LEAKY_RELU, (DoubleUnaryOperator) a -> a > 0 ? a : 0.01 * a),
        Arguments.of(
            Activation.GELU,
            (DoubleUnaryOperator)
                a ->
                    0.5 * a * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (a + 0.044715 * a * a * a)))),
        Arguments.of(Activation.IDENTITY, (DoubleUnaryOperator) a -> a));
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void valuesAreThoseOfTheDefinition(Activation activation, DoubleUnaryOperator definition) {
    float[] values = POINTS.clone();
    RowActivation.of(activation, values.length).apply(values, values.length);
    for (int i = 0; i < values.length; i++) {
      double expected = definition.applyAsDouble(POINTS[i]);
      assertThat((double) values[i])
          .as("at %s", POINTS[i])
          .isCloseTo(expected, within(3e-7 * Math.max(1, Math.abs(expected))));
    }
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void slopesAreThoseOfTheDefinition(Activation activation, DoubleUnaryOperator definition) {
    float[] slopes = slopes(activation, POINTS);
    for (int i = 0; i < slopes.length; i++) {
      double a = POINTS[i];
      double h = 1e-5 * Math.max(1e-2, Math.abs(a));
      double expected =
          (definition.applyAsDouble(a + h) - definition.applyAsDouble(a - h)) / (2 * h);
      assertThat((double) slopes[i]).as("at %s", a).isCloseTo(expected, within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource
  void extremeInputsGiveFiniteValuesAndSlopes(Activation activation) {
    float[] values = EXTREMES.clone();
    RowActivation.of(activation, values.length).apply(values, values.length);
    float[] slopes = slopes(activation, EXTREMES);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).as("value at %s", EXTREMES[i]).isFinite();
      assertThat(slopes[i]).as("slope at %s", EXTREMES[i]).isFinite();
    }
  }

  @ParameterizedTest
  @EnumSource
  void noNumberStaysNone(Activation activation) {
    float[] values = {Float.NaN};
    RowActivation.of(activation, 1).apply(values, 1);
    assertThat(values[0]).isNaN();
  }

  @Test
  void theKinkOfReluHasSlopeZero() {
    assertThat(slopes(Activation.RELU, new float[] {0})).containsExactly(0);
  }

  private static float[] slopes(Activation activation, float[] points) {
    int n = points.length;
    RowActivation rows = RowActivation.of(activation, n);
    float[] kept = points.clone();
    if (!rows.keepsInput()) {
      rows.apply(kept, n);
    }
    float[] slopes = new float[n];
    java.util.Arrays.fill(slopes, 1);
    rows.differentiate(slopes, kept, n);
    return slopes;
  }
}
