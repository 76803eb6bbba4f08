package dev.elbo.optim.averaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.optim.Optimizer;
import dev.elbo.optim.TrainingState;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AveragingTest {
  private static final Optimizer ADAM = Optimizer.adam(1e-3);
  private static final float[] PARAMETERS = {1, 2};
  private static final float[] MOMENTS = {0.5f, -0.5f, 0.25f, 4};
  private static final Averaging.Mean MEAN =
      new Averaging.Mean(new float[] {3, 4}, new float[] {1, 2, 3, 4}, 5, 3);

  private static TrainingState next(OuterRule rule, Moments moments) {
    TrainingState before =
        new TrainingState(PARAMETERS, MOMENTS, rule.initial(PARAMETERS), 0, 10, 2, 7, 1);
    return new Averaging(rule, moments, ADAM).next(before, MEAN, 1e-3);
  }

  @Test
  void averagedMomentsAreTheirMeanAndStepsGoOn() {
    TrainingState state = next(new WeightedMean(), Moments.AVERAGE);
    assertThat(state.parameters()).containsExactly(3, 4);
    assertThat(state.moments()).containsExactly(1, 2, 3, 4);
    assertThat(state.step()).isEqualTo(15);
    assertThat(state.rounds()).isEqualTo(8);
    assertThat(state.epoch()).isEqualTo(2);
    assertThat(state.rollbacks()).isEqualTo(1);
  }

  @Test
  void resetMomentsAreZeroAndSoIsTheirStep() {
    TrainingState state = next(new WeightedMean(), Moments.RESET);
    assertThat(state.moments()).containsOnly(0).hasSize(4);
    assertThat(state.step()).isZero();
  }

  @Test
  void localMomentsAreNoPartOfTheState() {
    Averaging averaging = new Averaging(new WeightedMean(), Moments.LOCAL, ADAM);
    assertThat(averaging.initial(PARAMETERS).moments()).isEmpty();
  }

  @Test
  void theInitialStateHasRoomForMomentsAndMemory() {
    Averaging averaging = new Averaging(new SlowMo(0.5, 1), Moments.AVERAGE, ADAM);
    TrainingState state = averaging.initial(PARAMETERS);
    assertThat(state.parameters()).isEqualTo(PARAMETERS);
    assertThat(state.moments()).containsOnly(0).hasSize(4);
    assertThat(state.outer()).containsOnly(0).hasSize(2);
    assertThat(state.step()).isZero();
  }

  @Test
  void withoutMomentumBlockMomentsAreAveraged() {
    TrainingState state = next(new WeightedMean(), Moments.BLOCK);
    assertThat(state.moments()).containsExactly(MEAN.moments(), within(1e-6f));
    assertThat(state.step()).isEqualTo(15);
  }

  /**
   * Moments under a gradient that never changes go on as if the steps of the momentum had been
   * taken with it: Adam's own recursion is the oracle.
   */
  @Test
  void blockMomentsGoOnOverTheStepsOfTheMomentum() {
    double momentum = 0.75;
    int steps = 8;
    double carried = momentum * steps; // 6 steps
    float[] start = {0.5f, 0.125f};
    double gradient = -1.5;
    float[] mean = {adam(0.9, start[0], gradient, 8), adam(0.999, start[1], 2.25, 8)};
    float[] expected = {adam(0.9, start[0], gradient, 14), adam(0.999, start[1], 2.25, 14)};
    TrainingState before =
        new TrainingState(new float[] {0}, start, new float[] {0}, 0, 0, 0, 0, 0);
    BlockMomentum rule = new BlockMomentum(BlockMomentum.Form.CLASSICAL, momentum, 1);
    TrainingState after =
        new Averaging(rule, Moments.BLOCK, ADAM)
            .next(before, new Averaging.Mean(new float[] {1}, mean, steps, 4), 1e-3);
    assertThat(after.moments()).containsExactly(expected, within(1e-5f));
    assertThat(after.step()).isEqualTo(steps + Math.round(carried));
    assertThat(after.blockSteps()).isEqualTo(steps);
  }

  private static float adam(double beta, double start, double input, int steps) {
    double moment = start;
    for (int i = 0; i < steps; i++) {
      moment = beta * moment + (1 - beta) * input;
    }
    return (float) moment;
  }

  @Test
  void theStepsThatRoundsCountForAddUpUnderMomentum() {
    BlockMomentum rule = new BlockMomentum(BlockMomentum.Form.CLASSICAL, 0.5, 1);
    Averaging averaging = new Averaging(rule, Moments.BLOCK, ADAM);
    TrainingState state = averaging.initial(new float[] {0});
    for (double expected : new double[] {10, 15, 17.5}) {
      state =
          averaging.next(
              state, new Averaging.Mean(new float[] {1}, new float[] {0, 0}, 10, 2), 1e-3);
      assertThat(state.blockSteps()).isEqualTo(expected);
    }
    // 10 and 5, 10 and 7.5 rounded up, 10 and 8.75 rounded up.
    assertThat(state.step()).isEqualTo(15 + 18 + 19);
  }

  @Test
  void secondBlockMomentsAreNeverNegative() {
    float[] start = {0, 1e-30f};
    Averaging.Mean mean = new Averaging.Mean(new float[] {1}, new float[] {0, 0}, 3, 2);
    BlockMomentum rule = new BlockMomentum(BlockMomentum.Form.CLASSICAL, 0.9, 1);
    TrainingState state =
        new TrainingState(new float[] {0}, start, new float[] {0}, 100, 0, 0, 0, 0);
    assertThat(new Averaging(rule, Moments.BLOCK, ADAM).next(state, mean, 1).moments()[1])
        .isNotNegative();
  }

  /**
   * Four shards, each with the same signal and noise of its own. What Adam makes of the mean of
   * their gradients, step by step, is the oracle; it can be met only on average, so over 4,000
   * coordinates. (By how much the mean over them may be off: the standard error is about 0.5%, and
   * 3% is six of them; false alarms below 1e-8. The seed is fixed.)
   */
  @Test
  void pooledMomentsAreThoseOfTheMeanGradient() {
    int n = 4000;
    int shards = 4;
    int steps = 60;
    Random random = new Random(17);
    double[] v = new double[n];
    double[] m = new double[n];
    double[][] ownV = new double[shards][n];
    double[][] ownM = new double[shards][n];
    for (int t = 0; t < steps; t++) {
      for (int i = 0; i < n; i++) {
        double mean = 0;
        for (int k = 0; k < shards; k++) {
          double gradient = 0.5 + random.nextGaussian();
          mean += gradient / shards;
          ownM[k][i] = 0.9 * ownM[k][i] + 0.1 * gradient;
          ownV[k][i] = 0.999 * ownV[k][i] + 0.001 * gradient * gradient;
        }
        m[i] = 0.9 * m[i] + 0.1 * mean;
        v[i] = 0.999 * v[i] + 0.001 * mean * mean;
      }
    }
    float[] means = new float[2 * n];
    for (int k = 0; k < shards; k++) {
      for (int i = 0; i < n; i++) {
        means[i] += (float) (ownM[k][i] / shards);
        means[n + i] += (float) (ownV[k][i] / shards);
      }
    }
    float[] pooled = new PooledAdam(steps, shards).moments(new float[2 * n], means, 0.9, 0.999);
    double expected = 0;
    double actual = 0;
    double averaged = 0;
    for (int i = 0; i < n; i++) {
      assertThat(pooled[i]).isCloseTo((float) m[i], within(1e-5f));
      expected += v[i] / n;
      actual += pooled[n + i] / n;
      averaged += means[n + i] / n;
    }
    // The estimate of the signal is from about 20 steps of 4 shards: its noise adds 1.3% of v.
    assertThat(actual).isCloseTo(expected, within(0.05 * expected));
    assertThat(averaged).isGreaterThan(2 * expected);
  }

  @Test
  void aShardAloneHasNothingToPool() {
    float[] mean = {0.25f, -1, 0.5f, 5};
    assertThat(new PooledAdam(7, 1).moments(MOMENTS, mean, 0.9, 0.999))
        .containsExactly(mean, within(1e-6f));
  }

  @Test
  void goingBackHalvesTheRate() {
    TrainingState state = TrainingState.initial(PARAMETERS, MOMENTS, new float[0]);
    assertThat(state.rateFactor()).isEqualTo(1);
    assertThat(state.withLowerRate().withLowerRate().rateFactor()).isEqualTo(0.25);
  }
}
