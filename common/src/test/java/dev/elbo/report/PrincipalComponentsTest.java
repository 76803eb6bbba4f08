package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {

  /** Points at +-4 along u and +-2 along v: covariance 8 uu' + 2 vv', shares 0.8 and 0.2. */
  @Test
  void theClosedFormOfACrossOfFourPoints() {
    float[] u = {-0.6f, -0.8f, 0};
    float[] v = {0, 0, -1};
    List<float[]> rows = List.of(at(u, 4), at(u, -4), at(v, 2), at(v, -2));
    PrincipalComponents pca = PrincipalComponents.of(rows, 2);
    assertThat(pca.axis(0)).containsExactly(new double[] {0.6, 0.8, 0}, within(1e-7));
    assertThat(pca.axis(1)).containsExactly(new double[] {0, 0, 1}, within(1e-7));
    assertThat(pca.explained(0)).isEqualTo(0.8, within(1e-7));
    assertThat(pca.explained(1)).isEqualTo(0.2, within(1e-7));
    assertThat(pca.project(rows.get(0), 0)).isEqualTo(-4, within(1e-6));
    assertThat(pca.project(rows.get(2), 1)).isEqualTo(-2, within(1e-6));
  }

  /** [[a, b], [b, c]] has the eigenvalues (a + c)/2 +- sqrt(((a - c)/2)^2 + b^2). */
  @Test
  void theClosedFormOfTwoCorrelatedColumns() {
    List<float[]> rows = gaussian(500, 2, new Random(1));
    double[] s = secondMoments(rows);
    double middle = (s[0] + s[2]) / 2;
    double radius = Math.hypot((s[0] - s[2]) / 2, s[1]);
    double angle = Math.atan2(2 * s[1], s[0] - s[2]) / 2;
    PrincipalComponents pca = PrincipalComponents.of(rows, 2);
    assertThat(pca.explained(0)).isEqualTo((middle + radius) / (2 * middle), within(1e-12));
    assertThat(Math.abs(pca.axis(0)[0])).isEqualTo(Math.abs(Math.cos(angle)), within(1e-10));
    assertThat(Math.abs(pca.axis(0)[1])).isEqualTo(Math.abs(Math.sin(angle)), within(1e-10));
  }

  @Test
  void projectionsHaveTheExplainedVarianceAndAreUncorrelated() {
    List<float[]> rows = gaussian(300, 12, new Random(2));
    PrincipalComponents pca = PrincipalComponents.of(rows, 3);
    double total = 0;
    for (int j = 0; j < 12; j++) {
      int column = j;
      total += variance(rows.stream().mapToDouble(r -> r[column]).toArray());
    }
    for (int k = 0; k < 3; k++) {
      int component = k;
      double[] along = rows.stream().mapToDouble(r -> pca.project(r, component)).toArray();
      assertThat(variance(along) / total).isEqualTo(pca.explained(k), within(1e-10));
    }
    double product = rows.stream().mapToDouble(r -> pca.project(r, 0) * pca.project(r, 1)).sum();
    assertThat(product / rows.size() / total).isEqualTo(0, within(1e-10));
    assertThat(pca.explained(0)).isGreaterThan(pca.explained(1));
  }

  @Test
  void rowsThatAreAllTheSameExplainNothing() {
    PrincipalComponents pca =
        PrincipalComponents.of(List.of(new float[] {1, 2, 3}, new float[] {1, 2, 3}), 2);
    assertThat(pca.explained(0)).isZero();
    assertThat(pca.project(new float[] {1, 2, 3}, 1)).isZero();
  }

  private static float[] at(float[] direction, float distance) {
    float[] point = {5, 6, 7};
    for (int j = 0; j < 3; j++) {
      point[j] += distance * direction[j];
    }
    return point;
  }

  private static List<float[]> gaussian(int rows, int columns, Random random) {
    List<float[]> result = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      float[] row = new float[columns];
      float shared = (float) random.nextGaussian();
      for (int j = 0; j < columns; j++) {
        row[j] = shared + (float) random.nextGaussian() * (j + 1) / columns;
      }
      result.add(row);
    }
    return result;
  }

  /** Var(x), Cov(x, y), Var(y). */
  private static double[] secondMoments(List<float[]> rows) {
    double n = rows.size();
    double mx = rows.stream().mapToDouble(r -> r[0]).sum() / n;
    double my = rows.stream().mapToDouble(r -> r[1]).sum() / n;
    return new double[] {
      rows.stream().mapToDouble(r -> (r[0] - mx) * (r[0] - mx)).sum() / n,
      rows.stream().mapToDouble(r -> (r[0] - mx) * (r[1] - my)).sum() / n,
      rows.stream().mapToDouble(r -> (r[1] - my) * (r[1] - my)).sum() / n
    };
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length;
  }
}
