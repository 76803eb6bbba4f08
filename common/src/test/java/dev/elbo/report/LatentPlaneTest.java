package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatentPlaneTest {
  @Test
  void twoLatentsAreShownAsTheyAre() {
    LatentPlane plane = LatentPlane.of(List.of(new float[] {1, 2}, new float[] {3, -4}));
    assertThat(plane.xs()).containsExactly(1.0, 3.0);
    assertThat(plane.ys()).containsExactly(2.0, -4.0);
    assertThat(List.of(plane.xLabel(), plane.yLabel())).containsExactly("z0", "z1");
  }

  @Test
  void aSingleLatentIsSpreadOutOverAnAxisWithoutAName() {
    LatentPlane plane = LatentPlane.of(List.of(new float[] {1}, new float[] {1}));
    assertThat(plane.xs()).containsExactly(1.0, 1.0);
    assertThat(plane.ys()).doesNotHaveDuplicates().allMatch(y -> y >= 0 && y < 1);
    assertThat(plane.yLabel()).isEmpty();
  }

  @Test
  void moreLatentsAreShownAlongTheirPrincipalComponents() {
    List<float[]> means =
        List.of(
            new float[] {0, 0, 3},
            new float[] {0, 0, -3},
            new float[] {0, 1, 0},
            new float[] {0, -1, 0});
    LatentPlane plane = LatentPlane.of(means);
    assertThat(plane.xs()).containsExactly(3.0, -3.0, 0.0, 0.0);
    assertThat(plane.ys()).containsExactly(0.0, 0.0, 1.0, -1.0);
    assertThat(plane.xLabel()).isEqualTo("principal component 1 (90.0 % of the variance)");
    assertThat(plane.yLabel()).isEqualTo("principal component 2 (10.0 % of the variance)");
  }
}
