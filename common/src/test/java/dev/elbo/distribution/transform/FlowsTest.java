package dev.elbo.distribution.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Parameter;
import dev.elbo.distribution.ReparameterizedContract;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlowsTest extends ReparameterizedContract {
  private static final int DRAWS = 100_000;

  /** Sup-distance that DKW and Massart allow with probability 1e-9 to be exceeded. */
  private static final double DKWM = Math.sqrt(Math.log(2 / 1e-9) / (2 * DRAWS));

  private static final double EDGE = 10;
  private static final int CELLS = 500;
  private static final double WIDTH = 2 * EDGE / CELLS;

  @Override
  protected List<Case> cases() {
    return Stream.concat(
            plane(),
            Stream.of(
                flow(Flows.planar(4, 3), 21, 0.6),
                flow(Flows.inverseAutoregressive(10, 2), 22, 0.3),
                flow(Flows.inverseAutoregressive(3, 3), 23, 1)))
        .toList();
  }

  /** Of two numbers, so that the density can be integrated. */
  static Stream<Case> plane() {
    return Stream.of(
        new Case(
            Flows.planar(2, 2),
            0.3,
            -0.2,
            1.1,
            0.8,
            1,
            0.5,
            1.5,
            -0.7,
            0.2,
            -0.6,
            1,
            -0.5,
            0.8,
            -0.3),
        flow(Flows.inverseAutoregressive(2, 2), 24, 0.8));
  }

  private static Case flow(Transformed family, int seed, double spread) {
    double[] theta = new double[family.parameterCount()];
    Noise.of(seed, 0, 0, 0).gaussians(theta);
    for (int j = 0; j < theta.length; j++) {
      theta[j] *= spread;
    }
    Arrays.fill(theta, family.size(), 2 * family.size(), 0.8);
    return new Case(family, theta);
  }

  @ParameterizedTest
  @MethodSource("plane")
  void theDensityIntegratesToOneAndTheDrawsFollowIt(Case c) {
    double[][] marginals = new double[2][CELLS + 1];
    double total = 0;
    for (int i = 0; i <= CELLS; i++) {
      for (int j = 0; j <= CELLS; j++) {
        double[] z = {i * WIDTH - EDGE, j * WIDTH - EDGE};
        double mass = Math.exp(c.family().logDensity(c.theta(), z)) * WIDTH * WIDTH;
        total += mass;
        marginals[0][i] += mass;
        marginals[1][j] += mass;
      }
    }
    assertThat(total).isCloseTo(1, within(1e-8));
    double[][] z = new double[DRAWS][];
    Arrays.setAll(z, c::draw);
    for (int axis = 0; axis < 2; axis++) {
      assertThat(distance(marginals[axis], z, axis)).isLessThan(DKWM);
    }
  }

  /** Between the integrated marginal and the draws at the points of the grid. */
  private static double distance(double[] marginal, double[][] z, int axis) {
    double[] sorted = Arrays.stream(z).mapToDouble(one -> one[axis]).sorted().toArray();
    double cumulative = 0;
    double distance = 0;
    int below = 0;
    for (int i = 0; i < marginal.length; i++) {
      cumulative += marginal[i];
      while (below < DRAWS && sorted[below] <= i * WIDTH - EDGE) {
        below++;
      }
      // The trapezoid of the last cell ends in the middle of its mass.
      double f = cumulative - marginal[i] / 2;
      distance = Math.max(distance, Math.abs(f - (double) below / DRAWS));
    }
    return distance;
  }

  @Test
  void theBlocksAreNamedByTheirSteps() {
    assertThat(Flows.planar(3, 2).parameters().stream().map(Parameter::name))
        .containsExactly(
            "mean",
            "scale",
            "planar-0.w",
            "planar-0.u",
            "planar-0.b",
            "planar-1.w",
            "planar-1.u",
            "planar-1.b");
    Transformed autoregressive = Flows.inverseAutoregressive(10, 2);
    assertThat(autoregressive.name()).isEqualTo("autoregressive-flow");
    assertThat(autoregressive.parameterCount()).isEqualTo(20 + 2 * 110);
  }

  @Test
  void anAutoregressiveFlowAtZeroOnlyContractsALittle() {
    Transformed flow = Flows.inverseAutoregressive(3, 2);
    double[] theta = new double[flow.parameterCount()];
    Arrays.fill(theta, 3, 6, 1);
    theta[0] = 1;
    double gate = -6 + Math.log(1 + Math.exp(2 + 6));
    double s = 1 / (1 + Math.exp(-gate));
    assertThat(flow.center(theta)).containsExactly(new double[] {s * s, 0, 0}, within(1e-15));
  }

  @Test
  void consecutiveStepsReverseTheOrder() {
    Transformed flow = Flows.inverseAutoregressive(2, 2);
    double[] theta = {0.5, 0.7, 1, 1, 0.3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    double[] moved = {1.5, 0.7, 1, 1, 0.3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    // Number 0 gates number 1 by the first weight; the weight of the second step does it in turn.
    assertThat(flow.center(theta)[1]).isNotEqualTo(flow.center(moved)[1]);
    theta[4] = 0;
    theta[10] = 0.3;
    double[] second = theta.clone();
    second[1] = 1.7;
    assertThat(flow.center(theta)[0]).isNotEqualTo(flow.center(second)[0]);
    second[1] = 0.7;
    second[0] = 1.5;
    assertThat(flow.center(theta)[1]).isEqualTo(flow.center(second)[1]);
  }

  @Test
  void closedAndOpenGatesStayFinite() {
    Transformed flow = Flows.inverseAutoregressive(2, 1);
    for (double gate : new double[] {-1e6, -800, -30, 30, 800, 1e6}) {
      double[] theta = {0, 0, 1, 1, 0, gate, gate, 0, 0, 0};
      Noise noise = Noise.of(3, 3, 3, 3);
      double[] z = new double[2];
      flow.sample(theta, noise, z);
      assertThat(flow.logDensity(theta, z)).isFinite();
      double[] gradient = new double[theta.length];
      flow.addPathwise(theta, z, noise, new double[] {1, 1}, gradient);
      assertThat(Arrays.stream(gradient).allMatch(Double::isFinite)).isTrue();
    }
  }

  @Test
  void aPlanarFlowFarBelowItsConstraintStaysFinite() {
    Transformed flow = Flows.planar(2, 1);
    for (double u : new double[] {-3, -50, -1e4}) {
      double[] theta = {0, 0, 1, 1, 2, 1, u, u, 0.1};
      for (int i = 0; i < 100; i++) {
        double[] z = new double[2];
        flow.sample(theta, Noise.of(3, 3, 3, i), z);
        assertThat(flow.logDensity(theta, z)).isFinite();
        double[] gradient = new double[theta.length];
        flow.addScore(theta, z, 1, gradient);
        assertThat(Arrays.stream(gradient).allMatch(Double::isFinite)).isTrue();
      }
    }
  }
}
