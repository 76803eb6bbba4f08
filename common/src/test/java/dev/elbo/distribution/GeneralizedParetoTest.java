package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneralizedParetoTest {
  private static final GeneralizedPareto FAMILY = new GeneralizedPareto();

  @Test
  void thereIsNoClosedDivergence() {
    assertThat(FAMILY.klTo(FAMILY)).isEmpty();
  }

  /** Pareto with minimum s/xi and shape 1/xi, moved. */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.5, 3})
  void aPositiveShapeIsAParetoDistributionMoved(double xi) {
    double[] theta = {2 / xi, 2, xi};
    double[] pareto = {2 / xi, 1 / xi};
    for (double z = 2 / xi + 0.01; z < 100; z += 7) {
      assertThat(FAMILY.logDensity(theta, z))
          .isCloseTo(new Pareto().logDensity(pareto, z), within(1e-11));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1e-6, 1e-9, 1e-12, 1e-300})
  void everythingIsSmoothInTheShapeThroughZero(double xi) {
    double z = 2.5;
    double[] at = new double[3];
    double[] left = new double[3];
    double[] right = new double[3];
    FAMILY.pathwise(new double[] {0, 1, 0}, z, at);
    FAMILY.pathwise(new double[] {0, 1, -xi}, z, left);
    FAMILY.pathwise(new double[] {0, 1, xi}, z, right);
    assertThat(at[2]).isEqualTo(0.5 * z * z);
    assertThat(right[2]).isCloseTo(at[2], within(20 * xi + 1e-14));
    assertThat(left[2]).isCloseTo(at[2], within(20 * xi + 1e-14));
    FAMILY.slope(new double[] {0, 1, 0}, z, at);
    FAMILY.slope(new double[] {0, 1, xi}, z, right);
    assertThat(right[2]).isCloseTo(at[2], within(20 * xi + 1e-14));
  }

  @Test
  void theSupportEndsWhereTheShapeIsNegative() {
    double[] theta = {1, 2, -0.5};
    assertThat(FAMILY.logDensity(theta, 5.0001)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(FAMILY.logDensity(theta, 0.9999)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(FAMILY.cumulative(theta, 5.0001)).isEqualTo(1);
    assertThat(FAMILY.cumulative(theta, 0.9999)).isEqualTo(0);
  }

  @Test
  void momentsAreInfiniteWhereTheyDiverge() {
    assertThat(FAMILY.meanValue(new double[] {0, 1, 1})).hasValue(Double.POSITIVE_INFINITY);
    assertThat(FAMILY.varianceValue(new double[] {0, 1, 0.5})).hasValue(Double.POSITIVE_INFINITY);
    assertThat(FAMILY.meanValue(new double[] {1, 2, 0.5})).hasValue(5);
  }
}
