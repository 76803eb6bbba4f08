package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirichletTest {
  private static final Dirichlet FAMILY = new Dirichlet(3);
  private static final LogOfDirichlet LOG_FAMILY = new LogOfDirichlet(3);
  private static final Noise NONE = Noise.of(0, 0, 0, 0);
  private static final int DRAWS = 100_000;

  /** Sup-distance that DKW and Massart allow with probability 1e-9 to be exceeded. */
  private static final double DKWM = Math.sqrt(Math.log(2 / 1e-9) / (2 * DRAWS));

  static Stream<double[]> concentrations() {
    return ImplicitGridTest.grid(0.5, 1, 2);
  }

  @ParameterizedTest
  @MethodSource("concentrations")
  void theGradientSatisfiesTheEquationOfContinuity(double[] theta) {
    double[] z = new double[3];
    for (int i = 0; i < 20; i++) {
      FAMILY.sample(theta, Noise.of(11, 0, 0, i), z);
      for (int j = 0; j < 3; j++) {
        // d log p/d alpha_j + grad log p . v + div v = 0 in the first two numbers
        double[] score = new double[3];
        FAMILY.addScore(theta, z, 1, score);
        double sum = score[j];
        double size = Math.abs(score[j]);
        for (int k = 0; k < 2; k++) {
          double step = 1e-3 * Math.min(z[k], z[2]);
          double velocity = velocity(theta, z, j, k, 0);
          int number = k;
          int parameter = j;
          double slope = (theta[k] - 1) / z[k] - (theta[2] - 1) / z[2];
          double divergence = Derivative.of(s -> velocity(theta, z, parameter, number, s), 0, step);
          sum += slope * velocity + divergence;
          size += Math.abs(slope * velocity) + Math.abs(divergence);
        }
        assertThat(sum).isCloseTo(0, within(1e-8 * size));
      }
    }
  }

  /** dz_k/dalpha_j at a z whose number k is moved by s, at the cost of the last. */
  private static double velocity(double[] theta, double[] z, int j, int k, double s) {
    double[] moved = z.clone();
    moved[k] += s;
    moved[2] -= s;
    double[] cotangent = new double[3];
    cotangent[k] = 1;
    double[] gradient = new double[3];
    FAMILY.addPathwise(theta, moved, NONE, cotangent, gradient);
    return gradient[j];
  }

  /** PyTorch's test: the loss is the variance of z_3 around a fixed mean, alpha = (a, a, 1). */
  @ParameterizedTest
  @ValueSource(doubles = {-0.1, -0.05, -0.01, 0, 0.01, 0.05, 0.1})
  void theGradientOfAVarianceIsExact(double shift) {
    double a = 0.25 * (Math.sqrt(5) - 1) + shift;
    double[] theta = {a, a, 1};
    double mean = 1 / (2 * a + 1);
    double[] values = new double[DRAWS];
    double[] z = new double[3];
    for (int i = 0; i < DRAWS; i++) {
      FAMILY.sample(theta, Noise.of(12, 0, 0, i), z);
      double[] gradient = new double[3];
      FAMILY.addPathwise(theta, z, NONE, new double[] {0, 0, 2 * (z[2] - mean)}, gradient);
      values[i] = gradient[0] + gradient[1];
    }
    double exact = (1 - 2 * a - 4 * a * a) / ((1 + a) * (1 + a) * Math.pow(1 + 2 * a, 3));
    Samples.assertMean(values, exact);
  }

  @ParameterizedTest
  @MethodSource("concentrations")
  void eachNumberIsABeta(double[] theta) {
    double total = Arrays.stream(theta).sum();
    double[][] columns = new double[3][DRAWS];
    double[] z = new double[3];
    for (int i = 0; i < DRAWS; i++) {
      FAMILY.sample(theta, Noise.of(13, 0, 0, i), z);
      assertThat(z[0] + z[1] + z[2]).isCloseTo(1, within(1e-14));
      for (int k = 0; k < 3; k++) {
        columns[k][i] = z[k];
      }
    }
    for (int k = 0; k < 3; k++) {
      double[] marginal = {theta[k], total - theta[k]};
      Arrays.sort(columns[k]);
      double distance = 0;
      for (int i = 0; i < DRAWS; i++) {
        double f = new Beta().cumulative(marginal, columns[k][i]);
        distance = Math.max(distance, Math.max(f - (double) i / DRAWS, (i + 1.0) / DRAWS - f));
      }
      assertThat(distance).isLessThan(DKWM);
      assertThat(FAMILY.mean(theta).orElseThrow()[k])
          .isCloseTo(new Beta().meanValue(marginal).orElseThrow(), within(1e-15));
      assertThat(FAMILY.variance(theta).orElseThrow()[k])
          .isCloseTo(new Beta().varianceValue(marginal).orElseThrow(), within(1e-15));
      double[] logs = Arrays.stream(columns[k]).map(Math::log).toArray();
      Samples.assertMean(logs, LOG_FAMILY.mean(theta).orElseThrow()[k]);
    }
  }

  @Test
  void twoNumbersAreABeta() {
    Dirichlet pair = new Dirichlet(2);
    double[] theta = {2.5, 0.7};
    double[] z = {0.8, 1 - 0.8};
    assertThat(pair.logDensity(theta, z))
        .isCloseTo(new Beta().logDensity(theta, 0.8), within(1e-14));
    double[] gradient = new double[2];
    pair.addPathwise(theta, z, NONE, new double[] {1, 0}, gradient);
    double[] expected = new double[2];
    new Beta().pathwise(theta, 0.8, expected);
    assertThat(gradient[0]).isCloseTo(expected[0], within(1e-13));
    assertThat(gradient[1]).isCloseTo(expected[1], within(1e-13));
  }

  @ParameterizedTest
  @MethodSource("concentrations")
  void theLogOfTheDirichletIsTheSameFamily(double[] theta) {
    double[] z = new double[3];
    double[] log = new double[3];
    for (int i = 0; i < 20; i++) {
      FAMILY.sample(theta, Noise.of(14, 0, 0, i), z);
      LOG_FAMILY.sample(theta, Noise.of(14, 0, 0, i), log);
      double sumOfLogs = Arrays.stream(log).sum();
      assertThat(LOG_FAMILY.logDensity(theta, log))
          .isCloseTo(FAMILY.logDensity(theta, z) + sumOfLogs, within(1e-11 * (1 - sumOfLogs)));
      for (int k = 0; k < 3; k++) {
        assertThat(Math.exp(log[k])).isCloseTo(z[k], within(1e-13 * z[k]));
        double[] cotangent = new double[3];
        cotangent[k] = 1;
        double[] ofLog = new double[3];
        LOG_FAMILY.addPathwise(theta, log, NONE, cotangent, ofLog);
        double[] of = new double[3];
        FAMILY.addPathwise(theta, z, NONE, cotangent, of);
        for (int j = 0; j < 3; j++) {
          assertThat(of[j]).isCloseTo(z[k] * ofLog[j], within(1e-12 * Math.abs(of[j])));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("concentrations")
  void scoreAndSlopeAreDerivativesOfTheLogDensity(double[] theta) {
    double[] z = {0.2, 0.5, 0.3};
    double[] log = Arrays.stream(z).map(Math::log).toArray();
    for (int j = 0; j < 3; j++) {
      int at = j;
      double[] score = new double[3];
      FAMILY.addScore(theta, z, 1, score);
      assertThat(score[j])
          .isCloseTo(
              Derivative.partial(t -> FAMILY.logDensity(t, z), theta, at, 1e-3), within(1e-9));
      double[] logScore = new double[3];
      LOG_FAMILY.addScore(theta, log, 1, logScore);
      assertThat(logScore[j]).isCloseTo(score[j], within(1e-13));
      double[] slope = new double[3];
      FAMILY.addSlope(theta, z, 1, slope);
      assertThat(slope[j])
          .isCloseTo(
              Derivative.partial(x -> FAMILY.logDensity(theta, x), z, at, 1e-4), within(1e-9));
      double[] logSlope = new double[3];
      LOG_FAMILY.addSlope(theta, log, 1, logSlope);
      assertThat(logSlope[j]).isEqualTo(theta[j]);
    }
  }

  @Test
  void largeConcentrationsKeepTheirDigits() {
    double[] theta = {2e8, 3e8, 5e8};
    double[] mean = {0.2, 0.3, 0.5};
    // Stirling: at the mean of a large Dirichlet the density is that of a normal
    double expected = Math.log(1e9 / (2 * Math.PI)) - 0.5 * Math.log(0.2 * 0.3 * 0.5);
    assertThat(FAMILY.logDensity(theta, mean)).isCloseTo(expected, within(1e-6));
  }

  @Test
  void theDivergenceFromItselfIsNothingAndItsGradientIsThatOfDifferences() {
    ClosedFormKl kl = FAMILY.klTo(new Dirichlet(3)).orElseThrow();
    double[] theta = {0.3, 1.2, 40};
    double[] gradient = new double[3];
    assertThat(kl.value(theta, theta, gradient)).isCloseTo(0, within(1e-13));
    assertThat(gradient).containsExactly(new double[3], within(1e-13));
    double[] prior = {1, 1, 20};
    kl.value(theta, prior, gradient);
    for (int j = 0; j < 3; j++) {
      double expected =
          Derivative.partial(t -> kl.value(t, prior, new double[3]), theta, j, 1e-3 * theta[j]);
      assertThat(gradient[j]).isCloseTo(expected, within(1e-8));
    }
    assertThat(FAMILY.klTo(new Dirichlet(4))).isEmpty();
    assertThat(LOG_FAMILY.klTo(LOG_FAMILY)).isPresent();
    assertThat(LOG_FAMILY.klTo(FAMILY)).isEmpty();
  }

  @Test
  void aSimplexOfOneNumberIsRefused() {
    assertThatThrownBy(() -> new Dirichlet(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot make dirichlet: a simplex of [1] numbers has no inside. Give 2 or more.");
  }

  @Test
  void aConcentrationOfZeroIsRefused() {
    assertThatThrownBy(() -> FAMILY.sample(new double[] {1, 0, 1}, NONE, new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot use concentration number 1 of dirichlet: [0.0] is not positive and finite."
                + " Give a value that is.");
  }
}
