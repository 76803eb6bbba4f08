package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxMullerTest {
  private static final int POINTS = 100_000;

  @Test
  void theTransformIsThatOfMathToAFewLastDigits() {
    double[] u = new double[POINTS];
    double[] v = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      u[i] = (i + 0.5) / POINTS;
      v[i] = (i * 7919L % POINTS + 0.5) / POINTS;
    }
    v[0] = 0x1p-54;
    v[1] = 1 - 0x1p-53;
    u[2] = 0x1p-54;
    double[] first = u.clone();
    double[] second = v.clone();
    BoxMuller.transform(first, second, POINTS);
    for (int i = 0; i < POINTS; i++) {
      double radius = Math.sqrt(-2 * Math.log(u[i]));
      assertThat(first[i])
          .isCloseTo(radius * Math.cos(2 * Math.PI * v[i]), within(1e-15 * (1 + radius)));
      assertThat(second[i])
          .isCloseTo(radius * Math.sin(2 * Math.PI * v[i]), within(1e-15 * (1 + radius)));
    }
  }

  @Test
  void oneNumberHasTheBitsOfTheSameAmongMany() {
    Noise[] keys = {Noise.of(1, 2, 3, 4), Noise.of(5, 6, 7, 8), Noise.of(9, 0, 0, 0)};
    double[] many = new double[3 * 21];
    Noise.gaussians(keys, 3, 21, many);
    for (int k = 0; k < 3; k++) {
      for (int i = 0; i < 21; i++) {
        assertThat(many[k * 21 + i]).isEqualTo(keys[k].gaussian(i));
      }
    }
  }
}
