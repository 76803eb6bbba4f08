package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LowRankNormalTest extends NormalContract {
  private static final LowRankNormal FOUR = new LowRankNormal(4, 2);
  private static final MultivariateNormal FULL = new MultivariateNormal(4);
  private static final Family INDEPENDENT = Independent.of(new Normal(), 4);
  private static final double[] THETA = {
    0.5, -1, 2, 0.1, 1, 0.5, -0.7, 0.2, 0.3, 1.1, -0.4, 0.9, 0.6, 1.5, 0.8, 0.3
  };

  @Override
  protected List<Case> cases() {
    return List.of(
        new Case(new LowRankNormal(1, 1), 0.3, 0.7, 0.5),
        new Case(FOUR, THETA),
        new Case(new LowRankNormal(3, 1), 1, 2, 3, 0, 0, 0, 1, 0.5, 2),
        new Case(new LowRankNormal(2, 3), 1, -1, 0.5, 0.2, -0.3, 0.9, 0.1, 0.4, 0.7, 1.2));
  }

  @Override
  List<Pair> pairs() {
    Case q = new Case(FOUR, THETA);
    double[] full = MultivariateNormal.thetaOf(new double[] {1, 0, 1, 0}, covariance());
    return List.of(
        new Pair(new Case(new LowRankNormal(1, 1), 0.3, 0.7, 0.5), new Normal(), 0, 1),
        new Pair(q, INDEPENDENT, 0, 0, 0, 0, 1, 1, 1, 1),
        new Pair(q, INDEPENDENT, 1, -1, 0.5, 0, 0.8, 2, 1.5, 0.7),
        new Pair(q, FULL, full),
        new Pair(q, new LowRankNormal(4, 1), 0, 0, 1, 1, 0.5, -0.2, 0.8, 1.1, 0.9, 1.3, 0.6, 0.7));
  }

  private static double[][] covariance() {
    return new double[][] {
      {2, 0.5, -1, 0.1}, {0.5, 1, 0.3, 0}, {-1, 0.3, 4, 0.7}, {0.1, 0, 0.7, 1.5}
    };
  }

  @Test
  void itIsTheFullNormalOfTheSameCovariance() {
    double[] mean = Arrays.copyOf(THETA, 4);
    double[] full = MultivariateNormal.thetaOf(mean, FOUR.covariance(THETA));
    double[] z = {0.3, 0.7, -2, 1};
    assertThat(FOUR.logDensity(THETA, z)).isCloseTo(FULL.logDensity(full, z), within(1e-13));
    double[] slope = new double[4];
    double[] expected = new double[4];
    FOUR.addSlope(THETA, z, 1, slope);
    FULL.addSlope(full, z, 1, expected);
    assertThat(slope).containsExactly(expected, within(1e-13));
    assertThat(FOUR.klTo(FULL).orElseThrow().value(THETA, full, new double[THETA.length]))
        .isCloseTo(0, within(1e-13));
    assertThat(FULL.klTo(FOUR).orElseThrow().value(full, THETA, new double[full.length]))
        .isCloseTo(0, within(1e-13));
    assertThat(FOUR.variance(THETA).orElseThrow())
        .containsExactly(FULL.variance(full).orElseThrow(), within(1e-13));
  }

  @Test
  void theDensityKeepsItsDigitsWhereTheFactorIsFarAboveTheDiagonal() {
    // z = W y: the density is that of y ~ N(0, 1) and of noise that is 0, over 1e7 sqrt(3).
    LowRankNormal family = new LowRankNormal(3, 1);
    double[] theta = {0, 0, 0, 1e7, 1e7, 1e7, 1, 1, 1};
    double y = 1.5;
    double determinant = Math.log1p(3e14);
    double expected = -0.5 * (3 * Math.log(2 * Math.PI) + determinant + y * y);
    assertThat(family.logDensity(theta, new double[] {y * 1e7, y * 1e7, y * 1e7}))
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void anOverflowIsAnError() {
    LowRankNormal family = new LowRankNormal(2, 2);
    double[] wide = {0, 0, 1e200, 0, 0, 1, 1, 1};
    assertThatThrownBy(() -> family.logDensity(wide, new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot factor low-rank-normal: a sum of squares of column 0 over the diagonal is [Infinity]. Give a factor below 1e7 times the root of the diagonal.");
    double[] parallel = {0, 0, 1e12, 1e12, 1e12, 1e12, 1, 1};
    assertThatThrownBy(() -> family.logDensity(parallel, new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot factor low-rank-normal: pivot 1 of I + W^T D^-1 W is [");
  }

  @Test
  void aVarianceOfZeroAndASizeOfZeroAreRefused() {
    assertThatThrownBy(
            () -> new LowRankNormal(1, 1).logDensity(new double[] {0, 1, 0}, new double[1]))
        .hasMessage(
            "Cannot use diagonal of low-rank-normal: [0.0] is not positive and finite. Give a value that is.");
    assertThatThrownBy(() -> new LowRankNormal(3, 0))
        .hasMessage(
            "Cannot make low-rank-normal: its size is [3] and its rank [0]. Give 1 or more of both.");
  }
}
