package dev.elbo.estimator.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Independent;
import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Normal;
import org.junit.jupiter.api.Test;

/** Against independent normals, which it is a fast case of. */
class IsotropicNormalTest {
  private static final double[] THETA = {0.5, -2, 1.5};
  private static final double[] GENERAL = {0.5, -2, -2, 1.5, 1.5, 1.5};
  private final IsotropicNormal family = new IsotropicNormal(3);
  private final Independent general = Independent.of(new Normal(), 3);

  @Test
  void densityMomentsAndScoreAreThoseOfIndependentNormals() {
    double[] z = {0.1, -1.7, 2.9};
    assertThat(family.logDensity(THETA, z))
        .isCloseTo(general.logDensity(GENERAL, z), within(1e-12));
    double[] score = new double[3];
    family.addScore(THETA, z, 2, score);
    double[] each = new double[6];
    general.addScore(GENERAL, z, 2, each);
    assertThat(score)
        .containsExactly(
            new double[] {each[0], each[1] + each[2], each[3] + each[4] + each[5]}, within(1e-12));
    assertThat(family.mean(THETA).orElseThrow()).containsExactly(0.5, -2, -2);
    assertThat(family.variance(THETA).orElseThrow()).containsExactly(2.25, 2.25, 2.25);
  }

  @Test
  void theSlopeAndThePathAreDifferences() {
    Noise noise = Noise.of(1, 0, 0, 0);
    double[] z = new double[3];
    family.sample(THETA, noise, z);
    double[] slope = new double[3];
    family.addSlope(THETA, z, 1, slope);
    double h = 1e-6;
    for (int i = 0; i < 3; i++) {
      double[] above = z.clone();
      above[i] += h;
      double[] below = z.clone();
      below[i] -= h;
      double difference =
          (family.logDensity(THETA, above) - family.logDensity(THETA, below)) / (2 * h);
      assertThat(slope[i]).isCloseTo(difference, within(1e-8));
    }
    double[] cotangent = {0.3, -1, 2};
    double[] path = new double[3];
    family.addPathwise(THETA, z, noise, cotangent, path);
    for (int j = 0; j < 3; j++) {
      double[] moved = THETA.clone();
      moved[j] += h;
      double[] there = new double[3];
      family.sample(moved, noise, there);
      double rise = 0;
      for (int i = 0; i < 3; i++) {
        rise += cotangent[i] * (there[i] - z[i]) / h;
      }
      assertThat(path[j]).isCloseTo(rise, within(1e-8));
    }
  }
}
