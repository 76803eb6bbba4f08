package dev.elbo.distribution.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Fixed;
import dev.elbo.distribution.Independent;
import dev.elbo.distribution.LogLogistic;
import dev.elbo.distribution.LogNormal;
import dev.elbo.distribution.Logistic;
import dev.elbo.distribution.MonteCarloKl;
import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Normal;
import dev.elbo.distribution.Reparameterized;
import dev.elbo.distribution.Uniform;
import org.junit.jupiter.api.Test;

/** Families that have a class of their own, made by a change of variables. */
class KnownFamiliesTest {
  private static final Noise NOISE = Noise.of(17, 1, 1, 1);
  private static final double[] NONE = {};

  @Test
  void theExponentialOfANormalIsTheLogNormalInEveryGradient() {
    var made = new Transformed("log-normal", new Normal(), new Exp(1));
    double[] theta = {0.3, 0.7};
    for (double z : new double[] {1e-6, 0.2, 1, 3, 1e4}) {
      assertThat(made.logDensity(theta, new double[] {z}))
          .isCloseTo(new LogNormal().logDensity(theta, z), within(1e-12));
      assertThat(gradients(made, theta, z))
          .containsExactly(gradients(new LogNormal(), theta, z), within(1e-8));
    }
  }

  @Test
  void theSigmoidOfALogisticIsUniform() {
    var made = new Transformed("uniform", new Fixed(new Logistic(), 0, 1), new Sigmoid(1));
    double[] unit = {0, 1};
    for (double z : new double[] {-0.5, 0, 1e-300, 1e-9, 0.3, 0.5, 0.99, 1 - 1e-12, 1, 1.5}) {
      double[] at = {z};
      double expected =
          z <= 0 || z >= 1 ? Double.NEGATIVE_INFINITY : new Uniform().logDensity(unit, 0.5);
      assertThat(made.logDensity(NONE, at)).isCloseTo(expected, within(1e-12));
    }
    double[] slope = new double[1];
    made.addSlope(NONE, new double[] {0.3}, 1, slope);
    assertThat(slope[0]).isCloseTo(0, within(1e-15));
    double[] z = new double[1];
    made.sample(NONE, NOISE, z);
    assertThat(z[0]).isCloseTo(new Uniform().sample(unit, NOISE), within(1e-15));
  }

  @Test
  void theExponentialOfALogisticIsLogLogistic() {
    var made = new Transformed("log-logistic", new Logistic(), new Exp(1));
    for (double z : new double[] {1e-6, 0.2, 1, 3, 1e4}) {
      double expected = new LogLogistic().logDensity(new double[] {Math.exp(0.3), 1 / 0.7}, z);
      assertThat(made.logDensity(new double[] {0.3, 0.7}, new double[] {z}))
          .isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void theHyperbolicTangentIsASigmoidMovedAndScaled() {
    double[] zero = {0};
    double[] two = {2};
    var one = new Transformed("squashed", new Normal(), new Tanh(1));
    var other =
        new Transformed(
            "squashed",
            new Normal(),
            Affine.fixed(zero, two),
            new Sigmoid(1),
            Affine.fixed(new double[] {-1}, two));
    double[] theta = {0.2, 0.9};
    for (double z : new double[] {-0.99, -0.3, 0, 0.5, 0.99}) {
      double[] at = {z};
      assertThat(one.logDensity(theta, at)).isCloseTo(other.logDensity(theta, at), within(1e-12));
      assertThat(gradients(one, theta, z))
          .containsExactly(gradients(other, theta, z), within(1e-10));
    }
  }

  /** Fails by chance less than once in a million. */
  @Test
  void aSharedMapLeavesTheKlAsItIs() {
    var made = new Transformed("log-normal", new Normal(), new Exp(1));
    double[] theta = {0.3, 0.7};
    double[] prior = {0, 1};
    double exact = new Normal().klTo(new Normal()).orElseThrow().value(theta, prior, new double[2]);
    var estimate = new MonteCarloKl(made, made).estimate(theta, prior, 100_000, NOISE);
    assertThat(estimate.value()).isCloseTo(exact, within(5 * estimate.standardError()));
  }

  /** Fails by chance less than once in a million. */
  @Test
  void theKlOfAFlowIsEstimatedFromItsDraws() {
    Transformed flow = Flows.inverseAutoregressive(2, 1);
    // The second number is contracted, whatever the first one is: still two normal numbers.
    double[] theta = {0.5, -0.3, 0.8, 1.1, 0, 5, -1, 0, 0, 0.4};
    double s = 1 / (1 + Math.exp(-1));
    double first = 1 / (1 + Math.exp(-7));
    double[] normal = {0.5 * first, -0.3 * s + (1 - s) * 0.4, 0.8 * first, 1.1 * s};
    var independent = Independent.of(new Normal(), 2);
    double[] prior = {0, 0, 1, 1};
    double exact = independent.klTo(independent).orElseThrow().value(normal, prior, new double[4]);
    var estimate = new MonteCarloKl(flow, independent).estimate(theta, prior, 100_000, NOISE);
    assertThat(estimate.value()).isCloseTo(exact, within(5 * estimate.standardError()));
  }

  /** Score, slope times z, pathwise. */
  private static double[] gradients(Reparameterized family, double[] theta, double z) {
    int n = theta.length;
    double[] score = new double[n];
    double[] slope = new double[1];
    double[] pathwise = new double[n];
    double[] drawn = new double[1];
    family.addScore(theta, new double[] {z}, 1, score);
    family.addSlope(theta, new double[] {z}, z, slope);
    family.sample(theta, NOISE, drawn);
    family.addPathwise(theta, drawn, NOISE, new double[] {1.5}, pathwise);
    return new double[] {score[0], score[1], slope[0], pathwise[0], pathwise[1]};
  }
}
