package dev.elbo.vae.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Math, in double, on grids finer than any network's outputs. */
class LanesTest {
  private static final int POINTS = 200_000;

  @ParameterizedTest
  @CsvSource({"-4, 0, 2e-6", "-20, -4, 1e-5", "-88, -20, 2e-2"})
  void expIsAsExactAsItSays(float from, float to, double tolerance) {
    float[] t = grid(from, to);
    float[] actual = t.clone();
    Lanes.exp(actual, POINTS);
    agree(t, actual, Math::exp, tolerance);
  }

  @Test
  void expm1IsExactToAFewLastDigits() {
    float[] t = grid(-60, -1e-3f);
    float[] actual = t.clone();
    Lanes.expm1(actual, POINTS);
    agree(t, actual, Math::expm1, 1e-6);
  }

  @Test
  void log1pIsExactToAFewLastDigits() {
    float[] e = grid(1e-7f, 1);
    float[] actual = new float[POINTS];
    Lanes.log1p(e, actual, POINTS);
    agree(e, actual, Math::log1p, 3e-7);
  }

  @Test
  void theSigmoidIsExactInItsTailsToo() {
    float[] a = grid(-20, 20);
    float[] e = new float[POINTS];
    float[] actual = new float[POINTS];
    Lanes.expOfMinusAbs(a, e, POINTS);
    Lanes.sigmoid(a, e, actual, POINTS);
    agree(a, actual, x -> 1 / (1 + Math.exp(-x)), 1e-5);
  }

  @Test
  void farOutExpIsNearZeroAndNeverWorse() {
    float[] values = {-89, -1e4f, -Float.MAX_VALUE, Float.NEGATIVE_INFINITY};
    Lanes.exp(values, values.length);
    for (float value : values) {
      assertThat(value).isBetween(0f, 1e-37f);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 16, 783, 784, 1000})
  void aSumIsThatOfAllNumbersWhateverTheirCount(int n) {
    float[] values = new float[n + 1];
    double expected = 0;
    for (int i = 0; i < n; i++) {
      values[i] = (float) Math.sin(i);
      expected += values[i];
    }
    values[n] = Float.NaN;
    assertThat(Lanes.sum(values, n)).isCloseTo(expected, within(1e-5));
  }

  /** Ten thousand calls are compiled, the first is not. */
  @Test
  void interpretedAndCompiledCodeGiveTheSameBits() {
    float[] a = new float[1001];
    for (int i = 0; i < a.length; i++) {
      a[i] = (float) (9 * Math.sin(i));
    }
    float[] first = everything(a);
    for (int i = 0; i < 10_000; i++) {
      everything(a);
    }
    assertThat(everything(a)).isEqualTo(first);
  }

  private static float[] everything(float[] a) {
    int n = a.length;
    float[] e = new float[n];
    float[] sigmoid = new float[n];
    float[] log = new float[n];
    Lanes.expOfMinusAbs(a, e, n);
    Lanes.sigmoid(a, e, sigmoid, n);
    Lanes.log1p(e, log, n);
    Lanes.addPositivePart(log, a, n);
    Lanes.add(log, sigmoid, n);
    float[] copy = log.clone();
    log[0] = (float) Lanes.sum(copy, n);
    return log;
  }

  private static float[] grid(float from, float to) {
    float[] points = new float[POINTS];
    for (int i = 0; i < POINTS; i++) {
      points[i] = (float) (from + ((double) to - from) * i / (POINTS - 1));
    }
    return points;
  }

  private static void agree(
      float[] at, float[] actual, DoubleUnaryOperator expected, double tolerance) {
    double worst = 0;
    for (int i = 0; i < at.length; i++) {
      double exact = expected.applyAsDouble(at[i]);
      worst = Math.max(worst, Math.abs(actual[i] - exact) / Math.abs(exact));
    }
    assertThat(worst).isLessThan(tolerance);
  }
}
