package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.junit.jupiter.api.Test;

class MultivariateNormalTest extends NormalContract {
  private static final MultivariateNormal ONE = new MultivariateNormal(1);
  private static final MultivariateNormal THREE = new MultivariateNormal(3);
  private static final Family INDEPENDENT = Independent.of(new Normal(), 3);
  private static final double[] CURVED = {0.5, -1, 2, 0.7, 1.3, 0.2, 0.4, -0.9, 1.1};
  private static final double[][] COVARIANCE = {{2, 0.5, -1}, {0.5, 1, 0.3}, {-1, 0.3, 4}};

  @Override
  protected List<Case> cases() {
    return List.of(
        new Case(ONE, 0.3, 0.7),
        new Case(THREE, CURVED),
        new Case(THREE, 0, 0, 0, 1, 1, 1, 0, 0, 0),
        new Case(
            new MultivariateNormal(4), 1, 2, 3, 4, 1, 0.5, 2, 0.8, -1, 0.5, 2, 0.1, -0.7, 0.3));
  }

  @Override
  List<Pair> pairs() {
    Case q = new Case(THREE, CURVED);
    return List.of(
        new Pair(new Case(ONE, 0.3, 0.7), new Normal(), 0, 1),
        new Pair(new Case(ONE, 0.3, 0.7), ONE, -0.5, 2),
        new Pair(q, INDEPENDENT, 0, 0, 0, 1, 1, 1),
        new Pair(q, INDEPENDENT, 1, -1, 0.5, 0.8, 2, 1.5),
        new Pair(q, THREE, 0.1, 0.2, -0.3, 1.5, 0.9, 1.2, -0.6, 0.2, 0.8),
        new Pair(q, new LowRankNormal(3, 1), 0.1, 0.2, -0.3, 1, -0.5, 0.7, 0.9, 0.4, 1.6));
  }

  @Test
  void ofOneNumberItIsTheNormal() {
    Normal normal = new Normal();
    double[] theta = {0.3, 0.7};
    double[] z = {0};
    Noise noise = Noise.of(1, 1, 1, 1);
    ONE.sample(theta, noise, z);
    assertThat(z[0]).isEqualTo(normal.sample(theta, noise));
    assertThat(ONE.logDensity(theta, z)).isCloseTo(normal.logDensity(theta, z), within(1e-15));
    double[] score = new double[2];
    double[] expected = new double[2];
    ONE.addScore(theta, z, 1, score);
    normal.addScore(theta, z, 1, expected);
    assertThat(score).containsExactly(expected, within(1e-14));
    double[] prior = {-1, 2};
    double kl = ONE.klTo(ONE).orElseThrow().value(theta, prior, score);
    double normalKl = normal.klTo(normal).orElseThrow().value(theta, prior, expected);
    assertThat(kl).isCloseTo(normalKl, within(1e-15));
    assertThat(score).containsExactly(expected, within(1e-14));
  }

  @Test
  void theDensityIsThatOfAnotherLibrary() {
    double[] mean = {1, 2, -1};
    double[] theta = MultivariateNormal.thetaOf(mean, COVARIANCE);
    var oracle = new MultivariateNormalDistribution(mean, COVARIANCE);
    for (double[] z : List.of(mean, new double[] {0, 0, 0}, new double[] {3, -1, 2})) {
      assertThat(THREE.logDensity(theta, z)).isCloseTo(Math.log(oracle.density(z)), within(1e-12));
    }
  }

  @Test
  void theFactorOfACovarianceGivesItBack() {
    double[] theta = MultivariateNormal.thetaOf(new double[3], COVARIANCE);
    double[][] back = THREE.covariance(theta);
    double[] variance = THREE.variance(theta).orElseThrow();
    for (int i = 0; i < 3; i++) {
      assertThat(back[i]).containsExactly(COVARIANCE[i], within(1e-15));
      assertThat(variance[i]).isCloseTo(COVARIANCE[i][i], within(1e-14));
    }
    assertThat(theta).startsWith(0, 0, 0, Math.sqrt(2));
  }

  @Test
  void aTinyOrHugeCovarianceIsFactored() {
    for (double scale : new double[] {1e-300, 1e-30, 1e30, 1e300}) {
      double[][] covariance = {{scale, 0.5 * scale}, {0.5 * scale, scale}};
      double[] theta = MultivariateNormal.thetaOf(new double[2], covariance);
      assertThat(theta[4] / theta[2]).isCloseTo(0.5, within(1e-15));
    }
  }

  @Test
  void aDivergenceFromItselfIsZero() {
    double[] gradient = new double[CURVED.length];
    assertThat(THREE.klTo(THREE).orElseThrow().value(CURVED, CURVED, gradient))
        .isCloseTo(0, within(1e-14));
    assertThat(gradient).containsOnly(new double[1], within(1e-14));
  }

  @Test
  void thereIsNoClosedFormForOtherFamiliesOrSizes() {
    assertThat(THREE.klTo(ONE)).isEmpty();
    assertThat(THREE.klTo(Independent.of(new Normal(), 2))).isEmpty();
    assertThat(THREE.klTo(Independent.of(THREE, 1))).isEmpty();
  }

  @Test
  void aMatrixThatIsNoCovarianceIsRefused() {
    refused(
        new double[][] {{1, 2}, {2, 1}},
        "Cannot factor the covariance: it is not positive definite, pivot 1 is [-3.0]. Add a small positive number to its diagonal, or leave out what is a sum of the others.");
    refused(
        new double[][] {{1, 1}, {1, 1}},
        "Cannot factor the covariance: it is not positive definite, pivot 1 is [0.0]. Add a small positive number to its diagonal, or leave out what is a sum of the others.");
    refused(
        new double[][] {{0, 0}, {0, 1}},
        "Cannot factor the covariance: it is not positive definite, pivot 0 is [0.0]. Add a small positive number to its diagonal, or leave out what is a sum of the others.");
    refused(
        new double[][] {{1, 0.5}, {0.4, 1}},
        "Cannot factor the covariance: it is not symmetric, row 1, column 0 is [0.4] and row 0, column 1 is [0.5]. Give a symmetric matrix; where both are estimates, their mean.");
    refused(
        new double[][] {{1, 0}, {0, Double.NaN}},
        "Cannot factor the covariance: row 1, column 1 is [NaN]. Give finite numbers.");
    refused(
        new double[][] {{1, 0}, {0}},
        "Cannot factor the covariance: row 1 has [1] numbers for a mean of [2]. Give a square matrix of that size.");
    refused(
        new double[][] {{1}},
        "Cannot factor the covariance: it has [1] rows for a mean of [2]. Give a square matrix of that size.");
  }

  @Test
  void aPivotThatIsOnlyRoundingIsRefused() {
    double x = 1 + Math.ulp(1.0);
    assertThatThrownBy(
            () -> MultivariateNormal.thetaOf(new double[2], new double[][] {{1, 1}, {1, x}}))
        .hasMessageStartingWith(
            "Cannot factor the covariance: it is not positive definite, pivot 1 is [2.2");
  }

  @Test
  void anAsymmetryOfRoundingIsAveraged() {
    double[][] covariance = {{1, 0.5}, {0.5 + 1e-12, 1}};
    assertThat(MultivariateNormal.thetaOf(new double[2], covariance)[4])
        .isCloseTo(0.5 + 5e-13, within(1e-15));
  }

  @Test
  void aDiagonalOfZeroIsRefused() {
    assertThatThrownBy(() -> ONE.sample(new double[] {1, 0}, Noise.of(1, 1, 1, 1), new double[1]))
        .hasMessage(
            "Cannot use diagonal of multivariate-normal: [0.0] is not positive and finite. Give a value that is.");
    assertThatThrownBy(() -> new MultivariateNormal(0))
        .hasMessage("Cannot make multivariate-normal: its size is [0]. Give 1 or more.");
  }

  @Test
  void hugeAndTinyScalesGiveFiniteNumbersOrAnError() {
    MultivariateNormal two = new MultivariateNormal(2);
    for (double scale : new double[] {1e-150, 1e150}) {
      double[] theta = {0, 0, scale, scale, 0.5 * scale};
      double[] z = new double[2];
      two.sample(theta, Noise.of(3, 1, 1, 1), z);
      double unit = two.logDensity(new double[] {0, 0, 1, 1, 0.5}, scaled(z, 1 / scale));
      assertThat(two.logDensity(theta, z)).isCloseTo(unit - 2 * Math.log(scale), within(1e-10));
    }
    double[] apart = {0, 0, 1e-300, 1e-300, 1e300};
    double[] far = {1e300, 1};
    assertThat(two.logDensity(apart, far)).isEqualTo(Double.NEGATIVE_INFINITY);
    double[] steep = {0, 0, 0, 1e-300, 1e-300, 1e-300, 1, 1, 1};
    assertThatThrownBy(() -> THREE.logDensity(steep, new double[] {1e300, 1, 1}))
        .hasMessage(
            "Cannot tell the log density of multivariate-normal: it is [NaN] at z = [1.0E300, 1.0, 1.0]. Give finite numbers of a scale that the covariance shares.");
  }

  private static double[] scaled(double[] z, double by) {
    return new double[] {z[0] * by, z[1] * by};
  }

  private static void refused(double[][] covariance, String message) {
    assertThatThrownBy(() -> MultivariateNormal.thetaOf(new double[2], covariance))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
