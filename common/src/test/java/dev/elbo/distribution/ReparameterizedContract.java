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
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every reparameterized family promises, of any number of numbers; a subclass names families
 * and grids. Gradients are compared with five-point differences.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ReparameterizedContract {
  private static final long SEED = 20150521;
  private static final int DRAWS = 100_000;
  private static final int POINTS = 10;

  /** A normal quantile exceeded with probability 2e-9. */
  private static final double SIGMAS = 6;

  /** A family at one theta. */
  public record Case(Reparameterized family, double... theta) {
    @Override
    public String toString() {
      return family.name() + Arrays.toString(theta);
    }

    Noise noise(int i) {
      return Noise.of(SEED, 1, 0, i);
    }

    /** Draw i of this theta. */
    public double[] draw(int i) {
      return draw(theta, i);
    }

    double[] draw(double[] at, int i) {
      double[] z = new double[family.size()];
      family.sample(at, noise(i), z);
      return z;
    }

    /** A step for differences in theta[j]. */
    double step(int j) {
      int end = 0;
      for (Parameter parameter : family.parameters()) {
        end += parameter.length();
        if (j < end) {
          double floor = parameter.domain() == Domain.REAL ? 0.1 : 0;
          return 1e-3 * Math.max(Math.abs(theta[j]), floor);
        }
      }
      throw new IllegalArgumentException("no parameter " + j);
    }
  }

  /** Where the formulas are checked. */
  protected abstract List<Case> cases();

  @ParameterizedTest
  @MethodSource("cases")
  public void theScoreIsTheDerivativeOfTheLogDensityInTheta(Case c) {
    for (int i = 0; i < POINTS; i++) {
      double[] z = c.draw(i);
      double[] score = ones(c.theta.length);
      c.family.addScore(c.theta, z, -2, score);
      for (int j = 0; j < score.length; j++) {
        double expected = Derivative.partial(t -> c.family.logDensity(t, z), c.theta, j, c.step(j));
        assertThat(score[j])
            .as("draw %s, theta %s", i, j)
            .isCloseTo(1 - 2 * expected, near(expected));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  public void theSlopeIsTheDerivativeOfTheLogDensityInZ(Case c) {
    for (int i = 0; i < POINTS; i++) {
      double[] z = c.draw(i);
      double[] slope = ones(z.length);
      c.family.addSlope(c.theta, z, -2, slope);
      for (int j = 0; j < slope.length; j++) {
        double step = 1e-4 * Math.min(1, Math.max(0.01, Math.abs(z[j])));
        double expected = Derivative.partial(x -> c.family.logDensity(c.theta, x), z, j, step);
        assertThat(slope[j]).as("draw %s, z %s", i, j).isCloseTo(1 - 2 * expected, near(expected));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  public void thePathwiseGradientIsTheDerivativeOfTheDrawAtTheSameNoise(Case c) {
    for (int i = 0; i < POINTS; i++) {
      int draw = i;
      double[] z = c.draw(draw);
      double[] cotangent = new double[z.length];
      Noise.of(SEED, 2, 0, i).gaussians(cotangent);
      double[] gradient = ones(c.theta.length);
      c.family.addPathwise(c.theta, z, c.noise(i), cotangent, gradient);
      for (int j = 0; j < gradient.length; j++) {
        double expected =
            Derivative.partial(t -> dot(cotangent, c.draw(t, draw)), c.theta, j, c.step(j));
        assertThat(gradient[j])
            .as("draw %s, theta %s", i, j)
            .isCloseTo(1 + expected, near(expected));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  public void theMomentsAreThoseOfTheDraws(Case c) {
    Optional<double[]> mean = c.family.mean(c.theta);
    Optional<double[]> variance = c.family.variance(c.theta);
    assertThat(mean.isPresent()).isEqualTo(variance.isPresent());
    assertThat(c.family.center(c.theta)).hasSize(c.family.size()).doesNotContain(Double.NaN);
    if (mean.isEmpty()) {
      return;
    }
    int n = c.family.size();
    double[] first = new double[n];
    double[] second = new double[n];
    for (int i = 0; i < DRAWS; i++) {
      double[] z = c.draw(i);
      for (int k = 0; k < n; k++) {
        double d = z[k] - mean.get()[k];
        first[k] += d / DRAWS;
        second[k] += d * d / DRAWS;
      }
    }
    for (int k = 0; k < n; k++) {
      double v = variance.get()[k];
      assertThat(first[k]).isCloseTo(0, within(SIGMAS * Math.sqrt(v / DRAWS)));
      // The families with moments are normal: the fourth moment is 3 v^2.
      assertThat(second[k]).isCloseTo(v, within(SIGMAS * v * Math.sqrt(2.0 / DRAWS)));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  public void aThetaOutsideOfItsDomainIsRefusedByName(Case c) {
    int j = 0;
    for (Parameter parameter : c.family.parameters()) {
      if (parameter.length() == 0) {
        continue;
      }
      double[] bad = c.theta.clone();
      bad[j] = Double.NaN;
      assertThatThrownBy(() -> c.family.sample(bad, c.noise(0), new double[c.family.size()]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Cannot use " + parameter.name())
          .hasMessageContaining(" of " + c.family.name() + ": [NaN]");
      assertThatThrownBy(() -> c.family.logDensity(bad, new double[c.family.size()]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Cannot use " + parameter.name());
      j += parameter.length();
    }
    double[] tooLong = Arrays.copyOf(c.theta, c.theta.length + 1);
    assertThatThrownBy(() -> c.family.check(tooLong))
        .hasMessageContaining("it has [" + tooLong.length + "] numbers");
  }

  @ParameterizedTest
  @MethodSource("cases")
  public void aFamilySurvivesSerialization(Case c) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(c.family);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Case copy = new Case((Reparameterized) in.readObject(), c.theta);
      assertThat(copy.draw(0)).isEqualTo(c.draw(0));
    }
  }

  private static double[] ones(int length) {
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

  /** 1e-8 relative to the derivative, or to 1. */
  private static Offset<Double> near(double derivative) {
    return within(1e-8 * Math.max(1, Math.abs(derivative)));
  }
}
