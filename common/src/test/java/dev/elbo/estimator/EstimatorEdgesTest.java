package dev.elbo.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.Categorical;
import dev.elbo.distribution.Family;
import dev.elbo.distribution.Independent;
import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Normal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EstimatorEdgesTest {
  private static final Noise NOISE = Noise.of(81, 0, 0, 0);
  private static final Family BITS = Independent.of(new Bernoulli(), 3);
  private static final Smooth F = new Smooth(z -> Math.exp(z[0] - z[1]) + z[2] * z[0]);

  private static List<Estimator> forBits() {
    return List.of(
        new ScoreFunction(BITS, Baseline.none()),
        new ScoreFunction(BITS, Baseline.mean()),
        new ScoreFunction(BITS, Baseline.leaveOneOut()),
        new ScoreFunction(BITS, Baseline.optimal()),
        new ScoreFunction(BITS, RunningBaseline.scaled(0.9)),
        new Arm(BITS),
        new DisArm(BITS),
        new Vimco(BITS),
        Rebar.fixed(BITS, 1e-3, 1),
        Rebar.fitted(BITS, 1e-3),
        new StraightThrough(BITS),
        GumbelSoftmax.soft(BITS, 1e-3),
        GumbelSoftmax.soft(BITS, 1e8),
        GumbelSoftmax.hard(BITS, 1e-3));
  }

  @ParameterizedTest
  @MethodSource("forBits")
  void certainBitsGiveFiniteEstimates(Estimator estimator) {
    for (double[] theta : new double[][] {{1e3, -1e3, 0}, {-1e3, -1e3, 1e3}, {40, -40, 1e-8}}) {
      for (int i = 0; i < 100; i++) {
        Estimate estimate = Estimate.of(estimator, theta, F, 4, NOISE.at(i));
        assertThat(Arrays.stream(estimate.gradient()).allMatch(Double::isFinite)).isTrue();
        assertThat(Arrays.stream(estimate.variance().orElseThrow()).allMatch(Double::isFinite))
            .isTrue();
        assertThat(estimate.value()).isFinite();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("forBits")
  void aLogitThatIsNoNumberIsRefused(Estimator estimator) {
    assertThatThrownBy(() -> estimator.draw(new double[] {0, Double.NaN, 0}, 4, NOISE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("Cannot use logits number 1 of (relaxed-)?bernoulli: \\[NaN\\].*");
  }

  @ParameterizedTest
  @MethodSource("forBits")
  void tooFewSamplesAreRefused(Estimator estimator) {
    int few = estimator.leastSamples() - 1;
    assertThatThrownBy(() -> estimator.draw(new double[3], few, NOISE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot estimate with %s: [%d] samples are too few. Give %d or more."
                .formatted(estimator.name(), few, few + 1));
  }

  @ParameterizedTest
  @MethodSource("forBits")
  void theWeightsOfADrawSumToOne(Estimator estimator) {
    Draw draw = estimator.draw(new double[] {0.3, -1, 2}, 4, NOISE);
    assertThat(Arrays.stream(draw.weights()).sum()).isCloseTo(1, within(1e-15));
    assertThat(draw.weights()).hasSameSizeAs(draw.points());
  }

  @Test
  void whereTheOthersHaveNoScoreTheOptimalBaselineIsTheirMean() {
    double[][] scores = {{2}, {0}, {0}};
    double[][] result = Baseline.optimal().contributions(new double[] {7, 1, 4}, scores);
    assertThat(result[0][0]).isEqualTo((7 - 2.5) * 2);
    assertThat(result[1][0]).isZero();
  }

  @Test
  void theRunningBaselineKnowsOnlyThePast() {
    RunningBaseline baseline = RunningBaseline.centered(0.5);
    double[][] score = {{1}, {1}};
    assertThat(signal(baseline, score, 4, 6)).containsExactly(4, 6);
    assertThat(signal(baseline, score, 5, 5)).containsExactly(0, 0);
    assertThat(signal(baseline, score, 11, 11)).containsExactly(6, 6);
    // (0.25 * 5 + 0.5 * 5 + 11) / 1.75
    assertThat(signal(baseline, score, 0, 0)[0]).isCloseTo(-14.75 / 1.75, within(1e-14));
  }

  @Test
  void theScaledOneDividesByTheSpreadOfThePastWhereThatIsAboveOne() {
    double[][] score = {{1}, {1}};
    RunningBaseline wide = RunningBaseline.scaled(0.9);
    assertThat(signal(wide, score, -3, 3)).containsExactly(-3, 3);
    assertThat(signal(wide, score, 6, 9)).containsExactly(2, 3);
    RunningBaseline narrow = RunningBaseline.scaled(0.9);
    signal(narrow, score, -0.1, 0.1);
    assertThat(signal(narrow, score, 6, 9)).containsExactly(6, 9);
  }

  @Test
  void aCallWithoutANumberDoesNotSpoilTheRunningBaseline() {
    double[][] score = {{1}, {1}};
    RunningBaseline baseline = RunningBaseline.centered(0.5);
    signal(baseline, score, 5, 5);
    signal(baseline, score, Double.NaN, 5);
    assertThat(signal(baseline, score, 7, 5)).containsExactly(2, 0);
  }

  private static double[] signal(Baseline baseline, double[][] scores, double... values) {
    double[][] result = baseline.contributions(values, scores);
    return new double[] {result[0][0], result[1][0]};
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void aDecayThatIsNoShareIsRefused(double decay) {
    assertThatThrownBy(() -> RunningBaseline.centered(decay))
        .hasMessage(
            "Cannot average a baseline: the decay [%s] is not in [0, 1). Give one such as 0.9."
                .formatted(decay));
  }

  @Test
  void familiesOfTheWrongKindAreRefused() {
    assertThatThrownBy(() -> new Arm(new Normal()))
        .hasMessage(
            "Cannot estimate with arm: z of [normal] is no vector of bits. Use bernoulli, or leave-one-out.");
    assertThatThrownBy(() -> Rebar.fitted(new Categorical(3), 1))
        .hasMessageStartingWith("Cannot estimate with rebar: z of [categorical]");
    assertThatThrownBy(() -> new MeasureValued(BITS))
        .hasMessage(
            "Cannot estimate with measure-valued: z of [bernoulli] is not normal. Use normal, or leave-one-out.");
    assertThatThrownBy(() -> new StraightThrough(new Normal()))
        .hasMessageStartingWith("Cannot relax [normal]");
    assertThatThrownBy(() -> GumbelSoftmax.soft(BITS, 0))
        .hasMessageContaining("the temperature [0.0]");
  }

  @Test
  void anIntegrandWithoutAGradientIsNamed() {
    assertThatThrownBy(
            () -> Estimate.of(new Pathwise(new Normal()), new double[] {0, 1}, z -> z[0], 1, NOISE))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "Cannot estimate: the integrand has no gradient. Use a score-function estimator.");
  }
}
