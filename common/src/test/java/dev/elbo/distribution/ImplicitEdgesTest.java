package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters from 1e-8 to 1e8 give finite draws, densities and gradients; outside, an error. */
class ImplicitEdgesTest {
  private static final double[] EXTREMES = {1e-8, 1e-3, 1, 1e4, 1e8};

  static Stream<Arguments> families() {
    List<Reparameterized> ofTwo =
        List.of(
            new Gamma(),
            new LogOfGamma(),
            new InverseGamma(),
            new Beta(),
            new LogitOfBeta(),
            new Dirichlet(2),
            new LogOfDirichlet(2));
    Stream<Arguments> pairs =
        ofTwo.stream().flatMap(family -> pairs().map(theta -> new Arguments(family, theta)));
    Stream<Arguments> others =
        Arrays.stream(EXTREMES)
            .boxed()
            .flatMap(
                x ->
                    Stream.of(
                        new Arguments(new Chi2(), x),
                        new Arguments(new StudentT(), x, -1, 2),
                        new Arguments(new VonMises(), 3, x),
                        new Arguments(new ApproximateGamma(), 1 + x, 1)));
    return Stream.concat(pairs, others);
  }

  private static Stream<double[]> pairs() {
    return Arrays.stream(EXTREMES)
        .boxed()
        .flatMap(a -> Arrays.stream(EXTREMES).mapToObj(b -> new double[] {a, b}));
  }

  record Arguments(Reparameterized family, double... theta) {
    @Override
    public String toString() {
      return family.name() + Arrays.toString(theta);
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void everythingIsFinite(Arguments of) {
    double[] z = new double[of.family.size()];
    double[] ones = new double[z.length];
    Arrays.fill(ones, 1);
    ones[0] = 0.5;
    for (int i = 0; i < 50; i++) {
      Noise noise = Noise.of(41, 0, 0, i);
      of.family.sample(of.theta, noise, z);
      assertFinite(z);
      assertThat(of.family.logDensity(of.theta, z)).isNotNaN().isGreaterThan(-1e300);
      double[] pathwise = new double[of.theta.length];
      of.family.addPathwise(of.theta, z, noise, ones, pathwise);
      assertFinite(pathwise);
      double[] score = new double[of.theta.length];
      of.family.addScore(of.theta, z, 1, score);
      assertFinite(score);
    }
    of.family.klTo(of.family).ifPresent(kl -> assertDivergence(kl, of.theta));
  }

  private static void assertDivergence(ClosedFormKl kl, double[] theta) {
    double[] gradient = new double[theta.length];
    double[] ones = new double[theta.length];
    Arrays.fill(ones, 1);
    assertThat(kl.value(theta, ones, gradient)).isFinite().isGreaterThan(-1e-12);
    assertFinite(gradient);
    assertThat(kl.value(theta, theta, gradient)).isCloseTo(0, within(1e-6));
  }

  private static void assertFinite(double[] values) {
    for (double value : values) {
      assertThat(value).isFinite();
    }
  }

  @Test
  void aBetaOfSmallParametersIsNeverZeroOrOne() {
    double[] theta = {0.01, 0.01};
    for (int i = 0; i < 50_000; i++) {
      assertThat(new Beta().sample(theta, Noise.of(42, 0, 0, i))).isGreaterThan(0).isLessThan(1);
    }
  }

  @Test
  void plainDrawsAreTheExponentialsOfTheirLogs() {
    for (double shape : new double[] {0.02, 0.5, 1, 30}) {
      double[] theta = {shape, 1};
      for (int i = 0; i < 100; i++) {
        Noise noise = Noise.of(43, 0, 0, i);
        double z = new Gamma().sample(theta, noise);
        double log = new LogOfGamma().sample(theta, noise);
        assertThat(z).isCloseTo(Math.exp(log), within(1e-13 * z));
        double[] plain = new double[2];
        double[] ofLog = new double[2];
        new Gamma().pathwise(theta, z, plain);
        new LogOfGamma().pathwise(theta, log, ofLog);
        assertThat(plain[0]).isCloseTo(z * ofLog[0], within(1e-11 * Math.abs(plain[0])));
      }
    }
  }

  @Test
  void whatUnderflowsIsTheSmallestPositiveDouble() {
    double[] theta = {1e-8, 1};
    Noise noise = Noise.of(44, 0, 0, 0);
    assertThat(new Gamma().sample(theta, noise)).isEqualTo(Double.MIN_VALUE);
    assertThat(new LogOfGamma().sample(theta, noise)).isLessThan(-1e6);
    assertThat(new InverseGamma().sample(theta, noise)).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void momentsThatDoNotExistAreInfiniteOrAbsent() {
    assertThat(new InverseGamma().meanValue(new double[] {1, 2}))
        .hasValue(Double.POSITIVE_INFINITY);
    assertThat(new InverseGamma().varianceValue(new double[] {1, 2})).isEmpty();
    assertThat(new InverseGamma().varianceValue(new double[] {2, 2}))
        .hasValue(Double.POSITIVE_INFINITY);
    assertThat(new InverseGamma().center(new double[] {1, 2})).containsExactly(1);
    assertThat(new StudentT().meanValue(new double[] {1, 5, 2})).isEmpty();
    assertThat(new StudentT().varianceValue(new double[] {1, 5, 2})).isEmpty();
    assertThat(new StudentT().varianceValue(new double[] {1.5, 5, 2}))
        .hasValue(Double.POSITIVE_INFINITY);
    assertThat(new StudentT().center(new double[] {1, 5, 2})).containsExactly(5);
    assertThat(new VonMises().meanValue(new double[] {1, 5})).isEmpty();
    assertThat(new VonMises().center(new double[] {1 + 4 * Math.PI, 5})[0])
        .isCloseTo(1, within(1e-14));
  }

  @Test
  void outsideOfTheSupportTheDensityIsNothing() {
    for (double z : new double[] {0, -1, Double.NaN}) {
      assertThat(new Gamma().logDensity(new double[] {1, 1}, z))
          .isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(new Chi2().logDensity(new double[] {1}, z)).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(new Beta().logDensity(new double[] {1, 1}, z)).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(new InverseGamma().logDensity(new double[] {1, 1}, z))
          .isEqualTo(Double.NEGATIVE_INFINITY);
    }
    assertThat(new VonMises().logDensity(new double[] {1, 1}, 4))
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1 / 3.0})
  void theApproximateGammaNeedsAShapeAboveAThird(double shape) {
    assertThatThrownBy(
            () -> new ApproximateGamma().sample(new double[] {shape, 1}, Noise.of(1, 0, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot use shape of approximate-gamma: [%s] is not above 1/3. Give a value that is,"
                    .formatted(shape)
                + " or use gamma.");
  }
}
