package dev.elbo.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for a step rule of any engine. */
abstract class StepRuleContract {
  private static final int STEPS = 25;
  private static final float[] START = {0, 0.5f, -2, 1e-3f, 30, -0.25f};

  /** A rule of the engine that continues from given moments. */
  abstract StepRule rule(Optimizer optimizer, float[] moments);

  @ParameterizedTest
  @EnumSource(Optimizer.Rule.class)
  void aRuleFollowsItsFormula(Optimizer.Rule rule) {
    Optimizer optimizer = optimizer(rule);
    float[] actual = START.clone();
    Formula[] expected = formulas(optimizer);
    double[] path = new double[START.length];
    float[] moments = moments(optimizer);
    for (int step = 0; step < STEPS; step++) {
      float[] gradient = gradient(step);
      double rate = 0.01 / (1 + step % 4);
      step(optimizer, actual, moments, gradient, step, rate);
      for (int i = 0; i < START.length; i++) {
        double before = expected[i].parameter();
        expected[i].step(gradient[i], rate);
        path[i] += Math.abs(expected[i].parameter() - before);
        // Where steps cancel, float32 is as exact as the way was long.
        double scale = Math.max(Math.abs(expected[i].parameter()), path[i]);
        assertThat((double) actual[i])
            .as("parameter %s after step %s", i, step)
            .isCloseTo(expected[i].parameter(), within(1e-5 * scale));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Optimizer.Rule.class)
  void momentsCarryOverToAnotherInstanceBitForBit(Optimizer.Rule rule) {
    Optimizer optimizer = optimizer(rule);
    float[] once = START.clone();
    INDArray parameters = Nd4j.createFromArray(once);
    StepRule single = rule(optimizer, moments(optimizer));
    float[] again = START.clone();
    float[] moments = moments(optimizer);
    for (int step = 0; step < STEPS; step++) {
      single.update(parameters, Nd4j.createFromArray(gradient(step)), step, 0.01);
      step(optimizer, again, moments, gradient(step), step, 0.01);
    }
    assertThat(again).containsExactly(parameters.toFloatVector());
    assertThat(moments).containsExactly(single.moments());
  }

  @ParameterizedTest
  @EnumSource(
      value = Optimizer.Rule.class,
      names = {"ADADELTA", "NESTEROVS"},
      mode = EnumSource.Mode.EXCLUDE)
  void aRateOfZeroMovesNothingButTheMoments(Optimizer.Rule rule) {
    Optimizer optimizer = optimizer(rule);
    float[] parameters = START.clone();
    float[] moments = moments(optimizer);
    step(optimizer, parameters, moments, gradient(0), 0, 0);
    assertThat(parameters).containsExactly(START);
    if (moments.length > 0) {
      assertThat(moments[0]).isNotZero();
    }
  }

  @Test
  void theRateOfAStepIsTheOneGivenForIt() {
    Optimizer optimizer = optimizer(Optimizer.Rule.SGD);
    float[] parameters = {1};
    step(optimizer, parameters, new float[0], new float[] {0.5f}, 0, 1);
    assertThat(parameters[0]).isEqualTo(0.5f);
    step(optimizer, parameters, new float[0], new float[] {0.5f}, 1, 0.25);
    assertThat(parameters[0]).isEqualTo(0.375f);
  }

  @Test
  void theFirstStepOfAdamHasTheSizeOfTheRate() {
    Optimizer optimizer = Optimizer.adam(1);
    float[] parameters = new float[4];
    step(optimizer, parameters, moments(optimizer, 4), new float[] {0.5f, -1, 50, -7e3f}, 0, 0.02);
    float[] expected = {-0.02f, 0.02f, -0.02f, 0.02f};
    for (int i = 0; i < expected.length; i++) {
      assertThat(parameters[i]).isCloseTo(expected[i], within(4e-7f));
    }
  }

  @Test
  void theDecayOfAdamwDoesNotPassThroughTheMoments() {
    Optimizer plain = optimizer(Optimizer.Rule.ADAM);
    Optimizer decoupled = optimizer(Optimizer.Rule.ADAMW);
    float[] still = {2, -4};
    float[] moments = moments(decoupled, 2);
    step(decoupled, still, moments, new float[2], 0, 0.5);
    // No gradient: the parameters shrink by rate times decay, the moments stay zero.
    assertThat(still).containsExactly(2 * 0.95f, -4 * 0.95f);
    assertThat(moments).containsOnly(0);

    float[] without = {0, 0};
    float[] with = {0, 0};
    step(plain, without, moments(plain, 2), new float[] {1, -3}, 0, 0.5);
    step(decoupled, with, moments(decoupled, 2), new float[] {1, -3}, 0, 0.5);
    assertThat(with).containsExactly(without);
  }

  @Test
  void sgdHasNoMoments() {
    assertThat(StepRule.momentCount(optimizer(Optimizer.Rule.SGD), 100)).isZero();
    assertThat(StepRule.momentCount(optimizer(Optimizer.Rule.NESTEROVS), 100)).isEqualTo(100);
    assertThat(StepRule.momentCount(optimizer(Optimizer.Rule.ADAM), 100)).isEqualTo(200);
    assertThat(StepRule.momentCount(optimizer(Optimizer.Rule.AMSGRAD), 100)).isEqualTo(300);
  }

  @Test
  void theMomentsOfAdamAreTheFirstThenTheSecond() {
    Optimizer optimizer = optimizer(Optimizer.Rule.ADAM);
    float[] moments = moments(optimizer, 2);
    step(optimizer, new float[2], moments, new float[] {2, -4}, 0, 0.1);
    float[] expected = {0.2f, -0.4f, 0.04f, 0.16f};
    for (int i = 0; i < expected.length; i++) {
      assertThat(moments[i]).isCloseTo(expected[i], within(1e-6f));
    }
  }

  /** Constants that tell variants apart: an epsilon as large as some gradients. */
  private static Optimizer optimizer(Optimizer.Rule rule) {
    return new Optimizer(rule, 1, new Schedule.Constant(), 0.9, 0.99, 1e-3, 0.8, 0.95, 0.1);
  }

  /** One step of an instance of its own, from arrays and back. */
  private void step(
      Optimizer optimizer,
      float[] parameters,
      float[] moments,
      float[] gradient,
      int step,
      double rate) {
    INDArray theta = Nd4j.createFromArray(parameters);
    try (StepRule rule = rule(optimizer, moments)) {
      rule.update(theta, Nd4j.createFromArray(gradient), step, rate);
      System.arraycopy(theta.toFloatVector(), 0, parameters, 0, parameters.length);
      System.arraycopy(rule.moments(), 0, moments, 0, moments.length);
    }
  }

  private static float[] moments(Optimizer optimizer) {
    return moments(optimizer, START.length);
  }

  private static float[] moments(Optimizer optimizer, int parameters) {
    return new float[StepRule.momentCount(optimizer, parameters)];
  }

  private static float[] gradient(int step) {
    Random random = new Random(step);
    float[] gradient = new float[START.length];
    for (int i = 0; i < gradient.length; i++) {
      // From 1e-3 to 10, of both signs.
      gradient[i] = (float) (random.nextGaussian() * Math.pow(10, i % 5 - 3));
    }
    return gradient;
  }

  private static Formula[] formulas(Optimizer optimizer) {
    Formula[] formulas = new Formula[START.length];
    for (int i = 0; i < formulas.length; i++) {
      formulas[i] = new Formula(optimizer, START[i]);
    }
    return formulas;
  }
}
