package dev.elbo.distribution.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Fixed;
import dev.elbo.distribution.Independent;
import dev.elbo.distribution.MultivariateNormal;
import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Normal;
import dev.elbo.distribution.Parameter;
import dev.elbo.distribution.Reparameterized;
import dev.elbo.distribution.ReparameterizedContract;
import java.util.List;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.junit.jupiter.api.Test;

class TransformedTest extends ReparameterizedContract {
  private static final Normal NORMAL = new Normal();
  private static final Transformed STANDARD =
      new Transformed("normal", new Fixed(NORMAL, 0, 1), new Affine(1));
  private static final Transformed LOG_NORMAL = new Transformed("log-normal", NORMAL, new Exp(1));
  private static final Noise NOISE = Noise.of(9, 1, 1, 1);

  @Override
  protected List<Case> cases() {
    return List.of(
        new Case(STANDARD, 0.3, 0.7),
        new Case(LOG_NORMAL, 0.3, 0.7),
        new Case(new Transformed("logit-normal", NORMAL, new Sigmoid(1)), 0.5, 1.2),
        new Case(
            new Transformed("squashed", Fixed.standardNormal(2), new Affine(2), new Tanh(2)),
            0.1,
            -0.2,
            0.5,
            0.8),
        new Case(
            new Transformed("positive", new MultivariateNormal(2), new Softplus(2)),
            0.5,
            1,
            0.7,
            0.9,
            -0.4),
        new Case(
            new Transformed("moved", new MultivariateNormal(2), new Affine(2)),
            0.5,
            1,
            0.7,
            0.9,
            -0.4,
            2,
            3,
            0.5,
            1.5));
  }

  @Test
  void aShiftedAndScaledStandardNormalIsTheNormal() {
    double[] theta = {12, 42};
    double[] z = new double[1];
    STANDARD.sample(theta, NOISE, z);
    assertThat(z[0]).isEqualTo(NORMAL.sample(theta, NOISE));
    assertThat(STANDARD.logDensity(theta, z)).isCloseTo(NORMAL.logDensity(theta, z), within(1e-14));
    assertThat(STANDARD.mean(theta)).hasValue(new double[] {12});
    assertThat(STANDARD.variance(theta)).hasValue(new double[] {42 * 42});
    assertThat(STANDARD.center(theta)).containsExactly(12);
    sameGradients(STANDARD, NORMAL, theta, z);
    assertThat(STANDARD.parameters().stream().map(Parameter::name))
        .containsExactly("affine-0.shift", "affine-0.scale");
  }

  @Test
  void standardisingANormalGivesTheStandardNormal() {
    double[] scale = {1 / 42.0};
    Transform standardise = Affine.fixed(new double[] {-12 / 42.0}, scale);
    Transformed standard = new Transformed("standard", new Fixed(NORMAL, 12, 42), standardise);
    double[] none = {};
    for (double z : new double[] {-2, 0, 0.5, 3}) {
      assertThat(standard.logDensity(none, new double[] {z}))
          .isCloseTo(NORMAL.logDensity(new double[] {0, 1}, z), within(1e-14));
    }
    assertThat(standard.mean(none).orElseThrow()[0]).isCloseTo(0, within(1e-16));
    assertThat(standard.variance(none).orElseThrow()[0]).isCloseTo(1, within(1e-15));
  }

  @Test
  void theExponentialOfANormalIsLogNormal() {
    double[] theta = {0.3, 0.7};
    var oracle = LogNormalDistribution.of(0.3, 0.7);
    for (double z : new double[] {1e-10, 0.1, 1, 2.5, 1e6}) {
      double[] at = {z};
      assertThat(LOG_NORMAL.logDensity(theta, at))
          .isCloseTo(oracle.logDensity(z), within(1e-12 * Math.abs(oracle.logDensity(z))));
      double[] score = new double[2];
      double[] slope = new double[1];
      LOG_NORMAL.addScore(theta, at, 1, score);
      LOG_NORMAL.addSlope(theta, at, 1, slope);
      double e = (Math.log(z) - 0.3) / 0.7;
      double size = 1e-13 * (1 + e * e);
      assertThat(score).containsExactly(new double[] {e / 0.7, (e * e - 1) / 0.7}, within(size));
      assertThat(slope[0] * z).isCloseTo(-1 - e / 0.7, within(size));
    }
    double[] z = new double[1];
    LOG_NORMAL.sample(theta, NOISE, z);
    assertThat(z[0]).isEqualTo(Math.exp(NORMAL.sample(theta, NOISE)));
    double[] pathwise = new double[2];
    LOG_NORMAL.addPathwise(theta, z, NOISE, new double[] {1}, pathwise);
    assertThat(pathwise[0]).isCloseTo(z[0], within(1e-14));
    assertThat(pathwise[1]).isCloseTo(z[0] * NOISE.gaussian(0), within(1e-14));
    assertThat(LOG_NORMAL.mean(theta)).isEmpty();
    assertThat(LOG_NORMAL.center(theta)).containsExactly(Math.exp(0.3));
  }

  @Test
  void outsideOfTheRangeTheDensityIsZeroAndSoAreItsGradients() {
    double[] theta = {0.3, 0.7};
    for (double z : new double[] {-1, 0}) {
      double[] gradient = new double[2];
      assertThat(LOG_NORMAL.logDensity(theta, new double[] {z}))
          .isEqualTo(Double.NEGATIVE_INFINITY);
      LOG_NORMAL.addScore(theta, new double[] {z}, 1, gradient);
      LOG_NORMAL.addSlope(theta, new double[] {z}, 1, gradient);
      assertThat(gradient).containsExactly(0, 0);
    }
  }

  @Test
  void extremeParametersGiveFiniteNumbersOrAnError() {
    Transformed squashed = new Transformed("squashed", NORMAL, new Tanh(1));
    for (double scale : new double[] {1e-12, 1e3, 1e12}) {
      double[] theta = {0.2, scale};
      double[] z = new double[1];
      squashed.sample(theta, NOISE, z);
      assertThat(z[0]).isStrictlyBetween(-1.0, 1.0);
      assertThat(squashed.logDensity(theta, z)).isFinite();
      double[] gradient = new double[2];
      squashed.addScore(theta, z, 1, gradient);
      squashed.addSlope(theta, z, 1, gradient);
      squashed.addPathwise(theta, z, NOISE, new double[] {1}, gradient);
      assertThat(gradient[0]).isFinite();
      assertThat(gradient[1]).isFinite();
    }
    double[] huge = {-1.7e308, 1.7e308};
    Noise down = Noise.of(9, 1, 1, 3);
    assertThat(down.gaussian(0)).isLessThan(-0.1);
    assertThatThrownBy(() -> STANDARD.sample(huge, down, new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "Cannot sample normal: number 0 is \\[-Infinity], from \\[.*] of normal. Give smaller parameters.");
    assertThatThrownBy(() -> LOG_NORMAL.logDensity(new double[] {0, 1}, new double[] {Double.NaN}))
        .hasMessage(
            "Cannot tell the log density of log-normal: it is [NaN] at z = [NaN]. Give finite numbers and smaller parameters.");
  }

  @Test
  void aTransformOfAnotherSizeIsRefused() {
    assertThatThrownBy(() -> new Transformed("wrong", NORMAL, new Exp(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot transform normal: its size is [1] and that of exp is [2]. Give them one size.");
  }

  @Test
  void thereIsNoKlInClosedForm() {
    assertThat(LOG_NORMAL.klTo(LOG_NORMAL)).isEmpty();
    assertThat(STANDARD.klTo(Independent.of(NORMAL, 1))).isEmpty();
  }

  private static void sameGradients(
      Reparameterized one, Reparameterized other, double[] theta, double[] z) {
    double[] a = new double[theta.length];
    double[] b = new double[theta.length];
    one.addScore(theta, z, 1.5, a);
    other.addScore(theta, z, 1.5, b);
    assertThat(a).containsExactly(b, within(1e-14));
    one.addSlope(theta, z, 1.5, a);
    other.addSlope(theta, z, 1.5, b);
    assertThat(a).containsExactly(b, within(1e-14));
    double[] cotangent = {-0.7};
    one.addPathwise(theta, z, NOISE, cotangent, a);
    other.addPathwise(theta, z, NOISE, cotangent, b);
    assertThat(a).containsExactly(b, within(1e-14));
  }
}
