package dev.elbo.distribution.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PlanarTest {
  private static final Planar PLANAR = new Planar(2);

  @Test
  void itIsTheFormulaOfThePaper() {
    double[] theta = {0.5, -1, 0.3, 0.8, 0.2};
    double[] x = {0.7, -0.4};
    double dot = 0.5 * 0.3 - 0.8;
    double excess = (Math.log(1 + Math.exp(dot)) - 1 - dot) / 1.25;
    double[] push = {0.3 + excess * 0.5, 0.8 - excess};
    double t = Math.tanh(0.5 * 0.7 + 0.4 + 0.2);
    double[] y = new double[2];
    PLANAR.forward(theta, x, y);
    assertThat(y)
        .containsExactly(new double[] {0.7 + push[0] * t, -0.4 + push[1] * t}, within(1e-15));
    double determinant = 1 + (1 - t * t) * (push[0] * 0.5 - push[1]);
    assertThat(PLANAR.logDeterminant(theta, x)).isCloseTo(Math.log(determinant), within(1e-15));
  }

  @Test
  void withoutADirectionItIsATranslation() {
    for (double w : new double[] {0, 1e-160}) {
      double[] theta = {w, 0, 0.3, 0.8, 0.2};
      double[] y = new double[2];
      PLANAR.forward(theta, new double[] {1, 2}, y);
      double t = Math.tanh(0.2);
      assertThat(y).containsExactly(new double[] {1 + 0.3 * t, 2 + 0.8 * t}, within(1e-15));
      assertThat(PLANAR.logDeterminant(theta, y)).isEqualTo(0);
      double[] ofX = new double[2];
      double[] ofTheta = new double[5];
      PLANAR.addPullback(theta, new double[] {1, 2}, new double[] {1, 1}, ofX, ofTheta);
      PLANAR.addLogDeterminant(theta, new double[] {1, 2}, 1, ofX, ofTheta);
      assertThat(ofX).containsExactly(new double[] {1, 1}, within(1e-15));
      double slope = (1 - t * t) * 1.1;
      assertThat(ofTheta)
          .containsExactly(new double[] {slope, 2 * slope, t, t, slope}, within(1e-15));
    }
  }

  @Test
  void itStaysInvertibleFarBelowTheConstraint() {
    for (double u : new double[] {-5, -20, -100, -1000, -1e6}) {
      double[] theta = {1, 0.5, u, -0.3, 0.1};
      double[] y = new double[2];
      double[] back = new double[2];
      for (double x = -3; x <= 3; x += 0.37) {
        PLANAR.forward(theta, new double[] {x, 0.4}, y);
        assertThat(PLANAR.logDeterminant(theta, new double[] {x, 0.4})).isFinite();
        assertThat(PLANAR.inverse(theta, y, back)).isTrue();
        // u^ is about as long as u, and |J^-1| about |u| / det.
        double determinant = Math.exp(PLANAR.logDeterminant(theta, new double[] {x, 0.4}));
        double tolerance = 1e-15 * (1 + u * u) / determinant;
        assertThat(back).containsExactly(new double[] {x, 0.4}, within(tolerance));
      }
    }
  }

  @Test
  void theRootSolvesItsEquation() {
    double[] softplus = {1e-300, 1e-12, 1e-3, 0.5, 1 - 1e-9, 1, 1 + 1e-9, 1.5, 4, 1e3, 1e10, 1e100};
    double[] roots = {
      1e-300, 1e-100, 1e-17, 1e-9, 1e-3, 0.019, 0.021, 0.3, 1, 2.5, 40, 1e10, 1e300
    };
    for (double s : softplus) {
      for (double a : roots) {
        double right = a + Math.fma(s, Math.tanh(a), -Math.tanh(a));
        if (a < 0.02) {
          // a - tanh(a) by its series, to 1e-11.
          double square = a * a;
          right = a * square / 3 * (1 - square * (0.4 - 17 / 105.0 * square)) + s * Math.tanh(a);
        }
        double slope = 1 + (s - 1) / Math.pow(Math.cosh(Math.min(a, 700)), 2);
        double found = Planar.root(right, s);
        // What the right side tells of the root, its last digits over the slope.
        double tolerance = 4 * Math.ulp(Math.max(right, a)) / slope + 1e-11 * a;
        assertThat(found).as("a + (%s - 1) tanh(a) = %s", s, right).isCloseTo(a, within(tolerance));
        assertThat(Planar.root(-right, s)).isEqualTo(-found);
      }
      assertThat(Planar.root(0, s)).isBetween(0.0, 1e-100);
    }
    assertThat(Planar.root(Double.NaN, 0.5)).isNaN();
  }
}
