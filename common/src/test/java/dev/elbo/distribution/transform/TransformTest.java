package dev.elbo.distribution.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Derivative;
import dev.elbo.distribution.Domains;
import dev.elbo.distribution.Noise;
import dev.elbo.distribution.transform.InverseAutoregressive.Order;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every transform promises; derivatives against five-point differences. */
class TransformTest {

  private record Case(Transform transform, double... theta) {
    @Override
    public String toString() {
      return transform.name() + Arrays.toString(theta);
    }

    double[] point(int i) {
      double[] x = new double[transform.size()];
      Noise.of(5, 1, 1, i).gaussians(x);
      return x;
    }

    double[] forward(double[] at, double[] x) {
      double[] y = new double[x.length];
      transform.forward(at, x, y);
      return y;
    }
  }

  private static double[] gaussians(int seed, int n) {
    double[] result = new double[n];
    Noise.of(seed, 2, 2, 2).gaussians(result);
    return result;
  }

  static Stream<Case> cases() {
    var given = new InverseAutoregressive(4, Order.GIVEN);
    var reversed = new InverseAutoregressive(4, Order.REVERSED);
    Chain chain =
        new Chain(
            new Planar(4),
            new Affine(4),
            reversed,
            Affine.fixed(new double[4], ones()),
            given,
            new Softplus(4));
    double[] ofChain = gaussians(8, chain.parameterCount());
    Arrays.fill(ofChain, 13, 17, 0.7);
    return Stream.of(
        new Case(new Affine(2), 1, -2, 0.5, 3),
        new Case(Affine.fixed(new double[] {1, -2}, new double[] {0.5, 3})),
        new Case(new Exp(3)),
        new Case(new Sigmoid(3)),
        new Case(new Softplus(3)),
        new Case(new Tanh(3)),
        new Case(new Planar(1), 1.5, -0.4, 0.3),
        new Case(new Planar(3), 0.5, -1, 0.7, 1, 0.3, -0.2, 0.1),
        new Case(new Planar(3), 2, 1, -1, -3, 0.5, 1, -0.4),
        new Case(new Planar(2), 2, 1, 8, -3, 0.7),
        new Case(new Planar(2), 0.01, -0.02, 1, 2, 0.01),
        new Case(given, new double[20]),
        new Case(given, gaussians(6, 20)),
        new Case(reversed, gaussians(7, 20)),
        new Case(new InverseAutoregressive(1, Order.GIVEN), 0.4, -0.7),
        new Case(chain, ofChain));
  }

  private static double[] ones() {
    return new double[] {1, 1, 1, 1};
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theInverseUndoesTheMap(Case c) {
    Domains.check(c.transform.name(), c.transform.parameters(), c.theta);
    for (int i = 0; i < 50; i++) {
      double[] x = c.point(i);
      double[] back = new double[x.length];
      assertThat(c.transform.inverse(c.theta, c.forward(c.theta, x), back)).isTrue();
      // The inverse of a contraction magnifies the rounding of y; here by less than 1e3.
      assertThat(back).containsExactly(x, within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theLogDeterminantIsThatOfTheDifferences(Case c) {
    for (int i = 0; i < 10; i++) {
      double[] x = c.point(i);
      double[][] jacobian = new double[x.length][x.length];
      for (int row = 0; row < x.length; row++) {
        int k = row;
        for (int j = 0; j < x.length; j++) {
          jacobian[row][j] = Derivative.partial(p -> c.forward(c.theta, p)[k], x, j, 1e-3);
        }
      }
      double determinant = new LUDecomposition(new Array2DRowRealMatrix(jacobian)).getDeterminant();
      assertThat(c.transform.logDeterminant(c.theta, x))
          .isCloseTo(Math.log(Math.abs(determinant)), within(1e-8));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void thePullbackIsTheGradientOfTheMap(Case c) {
    for (int i = 0; i < 10; i++) {
      double[] x = c.point(i);
      double[] cotangent = gaussians(100 + i, x.length);
      double[] ofX = filled(x.length);
      double[] ofTheta = filled(c.theta.length);
      c.transform.addPullback(c.theta, x, cotangent, ofX, ofTheta);
      for (int j = 0; j < x.length; j++) {
        double d = Derivative.partial(p -> dot(cotangent, c.forward(c.theta, p)), x, j, 1e-3);
        assertThat(ofX[j]).as("x %s", j).isCloseTo(1 + d, near(d));
      }
      for (int j = 0; j < ofTheta.length; j++) {
        double step = step(c.theta[j]);
        double d = Derivative.partial(t -> dot(cotangent, c.forward(t, x)), c.theta, j, step);
        assertThat(ofTheta[j]).as("theta %s", j).isCloseTo(1 + d, near(d));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGradientOfTheLogDeterminantIsThatOfDifferences(Case c) {
    for (int i = 0; i < 10; i++) {
      double[] x = c.point(i);
      double[] ofX = filled(x.length);
      double[] ofTheta = filled(c.theta.length);
      c.transform.addLogDeterminant(c.theta, x, -2, ofX, ofTheta);
      for (int j = 0; j < x.length; j++) {
        double d = Derivative.partial(p -> c.transform.logDeterminant(c.theta, p), x, j, 1e-3);
        assertThat(ofX[j]).as("x %s", j).isCloseTo(1 - 2 * d, near(d));
      }
      for (int j = 0; j < ofTheta.length; j++) {
        double step = step(c.theta[j]);
        double d = Derivative.partial(t -> c.transform.logDeterminant(t, x), c.theta, j, step);
        assertThat(ofTheta[j]).as("theta %s", j).isCloseTo(1 - 2 * d, near(d));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void solvingUndoesThePullback(Case c) {
    for (int i = 0; i < 10; i++) {
      double[] x = c.point(i);
      double[] cotangent = gaussians(100 + i, x.length);
      double[] pulled = new double[x.length];
      c.transform.addPullback(c.theta, x, cotangent, pulled, new double[c.theta.length]);
      c.transform.solveTransposed(c.theta, x, pulled);
      assertThat(pulled).containsExactly(cotangent, within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aTransformSurvivesSerialization(Case c) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(c.transform);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Case copy = new Case((Transform) in.readObject(), c.theta);
      double[] x = c.point(0);
      assertThat(copy.forward(c.theta, x)).isEqualTo(c.forward(c.theta, x));
    }
  }

  private static double step(double value) {
    return 1e-4 * Math.max(Math.abs(value), 0.1);
  }

  private static double[] filled(int length) {
    double[] result = new double[length];
    Arrays.fill(result, 1);
    return result;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static Offset<Double> near(double derivative) {
    return within(1e-8 * Math.max(1, Math.abs(derivative)));
  }
}
