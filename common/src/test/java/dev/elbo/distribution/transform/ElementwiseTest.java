package dev.elbo.distribution.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElementwiseTest {
  private static final double[] NONE = {};
  private static final List<Transform> ALL =
      List.of(new Exp(1), new Sigmoid(1), new Softplus(1), new Tanh(1));

  @Test
  void theyAreTheirFormulas() {
    double x = 0.7;
    assertThat(image(new Exp(1), x)).isCloseTo(Math.exp(x), within(1e-15));
    assertThat(image(new Sigmoid(1), x)).isCloseTo(1 / (1 + Math.exp(-x)), within(1e-15));
    assertThat(image(new Softplus(1), x)).isCloseTo(Math.log(1 + Math.exp(x)), within(1e-15));
    assertThat(image(new Tanh(1), x)).isCloseTo(Math.tanh(x), within(1e-15));
  }

  @Test
  void nothingRoundsToTheEdgeOfTheRange() {
    for (Transform transform : ALL) {
      for (double x : new double[] {-1e300, -1000, -40, 40, 1000, 1e300}) {
        double[] back = {Double.NaN};
        assertThat(transform.inverse(NONE, new double[] {image(transform, x)}, back))
            .as("%s at %s", transform.name(), x)
            .isTrue();
        assertThat(back[0]).isFinite();
        assertThat(transform.logDeterminant(NONE, new double[] {x})).isFinite();
      }
    }
  }

  @Test
  void smallImagesKeepTheirDigits() {
    for (Transform transform : List.of(new Exp(1), new Sigmoid(1), new Softplus(1))) {
      double[] back = new double[1];
      transform.inverse(NONE, new double[] {image(transform, -600)}, back);
      assertThat(back[0]).isCloseTo(-600, within(1e-12));
    }
    double[] back = new double[1];
    new Tanh(1).inverse(NONE, new double[] {image(new Tanh(1), 1e-200)}, back);
    assertThat(back[0]).isEqualTo(1e-200);
  }

  @Test
  void whatIsOutsideOfTheRangeHasNoInverse() {
    outside(new Exp(1), 0, -1, Double.POSITIVE_INFINITY);
    outside(new Softplus(1), 0, -1, Double.POSITIVE_INFINITY);
    outside(new Sigmoid(1), 0, 1, -0.5, 1.5);
    outside(new Tanh(1), -1, 1, 2);
  }

  @Test
  void aChainNamesTheBlocksByTheirSteps() {
    Chain chain = new Chain(new Planar(2), new Exp(2), new Planar(2));
    assertThat(chain.parameters().stream().map(Parameter::name))
        .containsExactly(
            "planar-0.w", "planar-0.u", "planar-0.b", "planar-2.w", "planar-2.u", "planar-2.b");
  }

  @Test
  void whatCannotBeMadeIsRefused() {
    assertThatThrownBy(() -> new Exp(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot make transform: its size is [0]. Give 1 or more.");
    assertThatThrownBy(Chain::new)
        .hasMessage("Cannot chain transforms: there are [0]. Give one or more.");
    assertThatThrownBy(() -> new Chain(new Exp(2), new Tanh(3)))
        .hasMessage(
            "Cannot chain transforms: exp has size [2] and tanh has [3]. Give them one size.");
    assertThatThrownBy(() -> Affine.fixed(new double[] {0}, new double[] {0}))
        .hasMessage(
            "Cannot use scale of affine: [0.0] is not positive and finite. Give a value that is.");
    assertThatThrownBy(() -> Affine.fixed(new double[] {0}, new double[] {1, 1}))
        .hasMessageContaining("it has [3] numbers. Give [2]");
  }

  private static void outside(Transform transform, double... values) {
    for (double y : values) {
      assertThat(transform.inverse(NONE, new double[] {y}, new double[1]))
          .as("%s of %s", transform.name(), y)
          .isFalse();
    }
  }

  private static double image(Transform transform, double x) {
    double[] y = new double[1];
    transform.forward(NONE, new double[] {x}, y);
    return y[0];
  }
}
