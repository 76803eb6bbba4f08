package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Concrete and its twin in logarithms. */
class ConcreteTest {
  private static final double[] LOGITS = {0.3, -0.7, 1.1};

  @Test
  void theDensityOfZIntegratesToOneOverTheTriangle() {
    Concrete family = new Concrete(3, 2);
    GaussIntegratorFactory factory = new GaussIntegratorFactory();
    GaussIntegrator outer = factory.legendre(60, 0, 1);
    double mass =
        outer.integrate(
            a ->
                factory
                    .legendre(60, 0, 1 - a)
                    .integrate(
                        b -> Math.exp(family.logDensity(LOGITS, new double[] {a, b, 1 - a - b}))));
    assertThat(mass).isCloseTo(1, within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 2})
  void theDensityOfLogZIntegratesToOneOverTheLogRatios(double temperature) {
    LogConcrete family = new LogConcrete(3, temperature);
    // The trapezoidal rule is spectrally accurate for what falls off like this.
    double step = 0.25 / temperature;
    double mass = 0;
    for (int i = -160; i <= 160; i++) {
      for (int j = -160; j <= 160; j++) {
        double[] y = {i * step, j * step, 0};
        mass += Math.exp(family.logDensity(LOGITS, y)) * step * step;
      }
    }
    assertThat(mass).isCloseTo(1, within(1e-10));
  }

  @Test
  void theTwinsDifferByTheJacobianAndTheLogarithm() {
    Concrete concrete = new Concrete(3, 0.7);
    LogConcrete twin = new LogConcrete(3, 0.7);
    double[] z = new double[3];
    double[] y = new double[3];
    for (int i = 0; i < 100; i++) {
      concrete.sample(LOGITS, Noise.of(21, 0, 0, i), z);
      twin.sample(LOGITS, Noise.of(21, 0, 0, i), y);
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        assertThat(y[k]).isCloseTo(Math.log(z[k]), within(1e-11));
        sum += y[k];
      }
      assertThat(concrete.logDensity(LOGITS, z))
          .isCloseTo(twin.logDensity(LOGITS, y) - sum, within(1e-10));
    }
    assertThat(twin.center(LOGITS)[1])
        .isCloseTo(Math.log(concrete.center(LOGITS)[1]), within(1e-14));
  }

  @Test
  void twoCategoriesAreARelaxedBit() {
    Concrete two = new Concrete(2, 0.6);
    RelaxedBernoulli bit = new RelaxedBernoulli(0.6);
    for (double z : new double[] {1e-9, 0.2, 0.5, 0.99}) {
      assertThat(two.logDensity(new double[] {1.3, 0.4}, new double[] {z, 1 - z}))
          .isCloseTo(bit.logDensity(new double[] {0.9}, z), within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 4})
  void gradientsAreDerivatives(double temperature) {
    for (Reparameterized family :
        new Reparameterized[] {new Concrete(3, temperature), new LogConcrete(3, temperature)}) {
      for (int i = 0; i < 20; i++) {
        Noise noise = Noise.of(22, 0, 0, i);
        double[] z = new double[3];
        family.sample(LOGITS, noise, z);
        double[] score = new double[3];
        family.addScore(LOGITS, z, 1, score);
        double[] pathwise = new double[3];
        double[] cotangent = {0.7, -1.3, 0.4};
        family.addPathwise(LOGITS, z, noise, cotangent, pathwise);
        for (int j = 0; j < 3; j++) {
          double inTheta = Derivative.partial(t -> family.logDensity(t, z), LOGITS, j, 1e-3);
          assertThat(score[j]).isCloseTo(inTheta, within(1e-9));
          double moved =
              Derivative.partial(
                  t -> dot(cotangent, draw(family, t, noise)), LOGITS, j, 1e-3 * temperature);
          assertThat(pathwise[j]).isCloseTo(moved, within(1e-8 / temperature));
        }
        assertSlopeAlongTheSimplex(family, z);
      }
    }
  }

  private static void assertSlopeAlongTheSimplex(Reparameterized family, double[] z) {
    double[] slope = new double[3];
    family.addSlope(LOGITS, z, 1, slope);
    for (int to = 0; to < 3; to++) {
      int from = (to + 1) % 3;
      int into = to;
      boolean logarithms = family instanceof LogConcrete;
      double step = logarithms ? 1e-3 : 1e-4 * Math.min(z[to], z[from]);
      double expected =
          Derivative.of(
              h -> {
                double[] moved = z.clone();
                moved[into] += h;
                moved[from] -= h;
                return family.logDensity(LOGITS, moved);
              },
              0,
              step);
      double tolerance = logarithms ? 1e-9 : 1e-11 / step;
      assertThat(slope[to] - slope[from]).isCloseTo(expected, within(tolerance));
    }
  }

  @Test
  void itsLargestNumberIsTheCategoryOfTheSameNoise() {
    double[] hard = new double[3];
    long[] counts = new long[3];
    for (int i = 0; i < 100_000; i++) {
      Noise noise = Noise.of(23, 0, 0, i);
      new Categorical(3).sample(LOGITS, noise, hard);
      double[] soft = draw(new Concrete(3, 0.5), LOGITS, noise);
      int best = soft[0] > soft[1] ? (soft[0] > soft[2] ? 0 : 2) : (soft[1] > soft[2] ? 1 : 2);
      assertThat(hard[best]).isEqualTo(1);
      counts[best]++;
    }
    double[] p = new Categorical(3).mean(LOGITS).orElseThrow();
    GoodnessOfFit.assertCounts(counts, p);
  }

  @ParameterizedTest
  @CsvSource({
    "1e-100, 0",
    "1e-3, 0",
    "1e-3, 1000",
    "0.5, 1000",
    "0.5, -1000",
    "1e8, 1000",
    "1e100, 1"
  })
  void extremeTemperaturesAndLogitsGiveFiniteNumbers(double temperature, double logit) {
    double[] theta = {logit, -logit, 0};
    for (Reparameterized family :
        new Reparameterized[] {new Concrete(3, temperature), new LogConcrete(3, temperature)}) {
      for (int i = 0; i < 200; i++) {
        Noise noise = Noise.of(24, 0, 0, i);
        double[] z = draw(family, theta, noise);
        double[] gradient = new double[3];
        double[] slope = new double[3];
        family.addScore(theta, z, 1, gradient);
        family.addPathwise(theta, z, noise, new double[] {1, -1, 0.5}, gradient);
        family.addSlope(theta, z, 1, slope);
        assertThat(family.logDensity(theta, z)).isFinite();
        assertThat(Arrays.stream(z).allMatch(Double::isFinite)).isTrue();
        assertThat(Arrays.stream(gradient).allMatch(Double::isFinite)).isTrue();
        assertThat(Arrays.stream(slope).allMatch(Double::isFinite)).isTrue();
      }
    }
  }

  @Test
  void offTheSimplexThereIsNoMass() {
    Concrete family = new Concrete(3, 0.5);
    for (double[] z : new double[][] {{0, 0.5, 0.5}, {0.2, 0.2, 0.2}, {1, 0, 0}, {2, -0.5, -0.5}}) {
      assertThat(family.logDensity(LOGITS, z)).isEqualTo(Double.NEGATIVE_INFINITY);
    }
    assertThat(family.klTo(family)).isEmpty();
  }

  @Test
  void mistakesAreRefusedWithTheirValues() {
    assertThatThrownBy(() -> new Concrete(3, 0))
        .hasMessage(
            "Cannot make a concrete: the temperature [0.0] is not in [1e-100, 1e100]. Give one such as 0.5.");
    assertThatThrownBy(() -> new LogConcrete(3, Double.NaN))
        .hasMessageStartingWith("Cannot make a log-concrete: the temperature [NaN]");
    assertThatThrownBy(() -> new Concrete(1, 1))
        .hasMessage("Cannot make a concrete: [1] categories leave no choice. Give 2 or more.");
    assertThatThrownBy(() -> Relaxation.of(new Normal(), 1))
        .hasMessage(
            "Cannot relax [normal]: only bernoulli and categorical have a relaxation. Use one of them.");
  }

  @Test
  void independentChoicesRelaxToIndependentPoints() {
    Family hard = Independent.of(new Categorical(3), 2);
    Reparameterized soft = Relaxation.of(hard, 0.5);
    double[] theta = {0.3, -0.7, 1.1, 2, 0, -1};
    Noise noise = Noise.of(25, 0, 0, 0);
    double[] bits = draw(hard, theta, noise);
    double[] z = draw(soft, theta, noise);
    for (int i = 0; i < 6; i += 3) {
      double most = Math.max(z[i], Math.max(z[i + 1], z[i + 2]));
      for (int k = i; k < i + 3; k++) {
        assertThat(bits[k]).isEqualTo(z[k] == most ? 1 : 0);
      }
    }
  }

  private static double[] draw(Family family, double[] theta, Noise noise) {
    double[] z = new double[family.size()];
    family.sample(theta, noise, z);
    return z;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
