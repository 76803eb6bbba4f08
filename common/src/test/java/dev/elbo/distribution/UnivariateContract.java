package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every family of one number promises; a subclass names families and grids. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UnivariateContract {
  private static final long SEED = 20180501;
  private static final int DRAWS = 100_000;

  /** Sup-distance that DKW and Massart allow with probability 1e-9 to be exceeded. */
  private static final double DKWM = Math.sqrt(Math.log(2 / 1e-9) / (2 * DRAWS));

  /** A normal quantile exceeded with probability 2e-9. */
  private static final double SIGMAS = 6;

  /** A family at one theta. */
  record Case(Univariate family, double... theta) {
    @Override
    public String toString() {
      return family.name() + Arrays.toString(theta);
    }

    /** Draws at which formulas are compared. */
    double[] points(int count) {
      return IntStream.range(0, count)
          .mapToDouble(i -> family.sample(theta, Noise.of(SEED, 1, 0, i)))
          .toArray();
    }

    /** A step for differences in theta[j]. */
    double step(int j) {
      return 1e-4 * Math.max(Math.abs(theta[j]), 1e-2);
    }
  }

  /** A posterior at one theta against a prior at another. */
  record Pair(Univariate family, double[] theta, Univariate prior, double[] priorTheta) {
    @Override
    public String toString() {
      return "KL(%s%s, %s%s)"
          .formatted(
              family.name(), Arrays.toString(theta), prior.name(), Arrays.toString(priorTheta));
    }
  }

  /** Where the formulas are checked. */
  abstract List<Case> cases();

  /** Closed forms to be checked by quadrature; none for a family that has none. */
  abstract List<Pair> pairs();

  @ParameterizedTest
  @MethodSource("cases")
  void theScoreAndTheSlopeAreDerivativesOfTheLogDensity(Case c) {
    for (double z : c.points(20)) {
      double[] score = new double[c.theta.length];
      double slope = c.family.slope(c.theta, z, score);
      for (int j = 0; j < score.length; j++) {
        double expected = Derivative.partial(t -> c.family.logDensity(t, z), c.theta, j, c.step(j));
        assertThat(score[j]).as("at z = %s, theta %s", z, j).isCloseTo(expected, near(expected));
      }
      double expected = Derivative.of(x -> c.family.logDensity(c.theta, x), z, 1e-4 * Math.abs(z));
      assertThat(slope).as("at z = %s", z).isCloseTo(expected, near(expected));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theDensityIsTheDerivativeOfTheCumulative(Case c) {
    for (double z : c.points(20)) {
      double expected = Derivative.of(x -> c.family.cumulative(c.theta, x), z, 1e-4 * Math.abs(z));
      assertThat(Math.exp(c.family.logDensity(c.theta, z))).isCloseTo(expected, near(expected));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void thePathwiseGradientIsTheImplicitOne(Case c) {
    for (double z : c.points(20)) {
      double[] derivative = new double[c.theta.length];
      c.family.pathwise(c.theta, z, derivative);
      double density = Math.exp(c.family.logDensity(c.theta, z));
      for (int j = 0; j < derivative.length; j++) {
        double slope = Derivative.partial(t -> c.family.cumulative(t, z), c.theta, j, c.step(j));
        // The difference quotient knows F, at most 1, to about 1e-16 / step.
        double tolerance = 1e-6 * Math.abs(slope / density) + 1e-12 / c.step(j) / density;
        assertThat(derivative[j])
            .as("at z = %s, theta %s", z, j)
            .isCloseTo(-slope / density, within(tolerance));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void drawsFollowTheCumulative(Case c) {
    double[] sorted = c.points(DRAWS);
    Arrays.sort(sorted);
    double distance = 0;
    for (int i = 0; i < DRAWS; i++) {
      double f = c.family.cumulative(c.theta, sorted[i]);
      distance = Math.max(distance, Math.max(f - (double) i / DRAWS, (i + 1.0) / DRAWS - f));
    }
    assertThat(distance).isLessThan(DKWM);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theMomentsAreThoseOfTheDraws(Case c) {
    OptionalDouble mean = c.family.meanValue(c.theta);
    OptionalDouble variance = c.family.varianceValue(c.theta);
    if (mean.isEmpty() || variance.isEmpty() || Double.isInfinite(variance.getAsDouble())) {
      assertThat(mean.orElse(0)).isNotNaN();
      return;
    }
    double[] z = c.points(DRAWS);
    double m = Arrays.stream(z).average().orElseThrow();
    double error = Math.sqrt(variance.getAsDouble() / DRAWS);
    assertThat(m).isCloseTo(mean.getAsDouble(), within(SIGMAS * error));
    double exact =
        Quadrature.expectation(c.family, c.theta, x -> Math.pow(x - mean.getAsDouble(), 2));
    assertThat(variance.getAsDouble()).isCloseTo(exact, within(1e-5 * exact));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("pairs")
  void theKlIsThatOfQuadratureAndItsGradientThatOfDifferences(Pair p) {
    ClosedFormKl kl = p.family.klTo(p.prior).orElseThrow();
    double[] gradient = new double[p.theta.length];
    double value = kl.value(p.theta, p.priorTheta, gradient);
    double exact =
        Quadrature.expectation(
            p.family,
            p.theta,
            z -> p.family.logDensity(p.theta, z) - p.prior.logDensity(p.priorTheta, z));
    assertThat(value).isCloseTo(exact, within(1e-7 * Math.max(1, Math.abs(exact))));
    for (int j = 0; j < gradient.length; j++) {
      double expected =
          Derivative.partial(
              t -> kl.value(t, p.priorTheta, new double[t.length]),
              p.theta,
              j,
              1e-3 * Math.max(Math.abs(p.theta[j]), 1e-2));
      assertThat(gradient[j]).as("theta %s", j).isCloseTo(expected, near(expected));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aThetaOutsideOfItsDomainIsRefusedByName(Case c) {
    for (int j = 0; j < c.theta.length; j++) {
      double[] bad = c.theta.clone();
      bad[j] = Double.NaN;
      String parameter = c.family.parameters().get(j).name();
      assertThatThrownBy(() -> c.family.sample(bad, Noise.of(1, 1, 1, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(parameter + " of " + c.family.name() + ": [NaN]");
      assertThatThrownBy(() -> c.family.logDensity(bad, 0.5))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(parameter + " of " + c.family.name() + ": [NaN]");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFamilySurvivesSerialization(Case c) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(c.family);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Univariate copy = (Univariate) in.readObject();
      Noise noise = Noise.of(SEED, 2, 0, 0);
      assertThat(copy.sample(c.theta, noise)).isEqualTo(c.family.sample(c.theta, noise));
    }
  }

  private static org.assertj.core.data.Offset<Double> near(double expected) {
    return within(1e-6 * Math.max(1, Math.abs(expected)));
  }
}
