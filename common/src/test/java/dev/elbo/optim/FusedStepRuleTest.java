package dev.elbo.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FusedStepRuleTest extends StepRuleContract {
  /** Some blocks and a rest. */
  private static final int LENGTH = 20_003;

  @Override
  StepRule rule(Optimizer optimizer, float[] moments) {
    return new FusedStepRule(optimizer, moments);
  }

  @ParameterizedTest
  @EnumSource(Optimizer.Rule.class)
  void overManyBlocksItStepsAsNd4jDoes(Optimizer.Rule rule) {
    Optimizer optimizer =
        new Optimizer(rule, 1, new Schedule.Constant(), 0.9, 0.999, 1e-6, 0.8, 0.95, 0.1);
    INDArray fused = Nd4j.zeros(LENGTH);
    INDArray nd4j = Nd4j.zeros(LENGTH);
    float[] zeros = new float[StepRule.momentCount(optimizer, LENGTH)];
    try (StepRule ours = rule(optimizer, zeros);
        StepRule theirs = new Nd4jStepRule(optimizer, zeros)) {
      for (int step = 0; step < 20; step++) {
        ours.update(fused, gradient(step), step, 0.01);
        theirs.update(nd4j, gradient(step), step, 0.01);
      }
      for (int i = 0; i < LENGTH; i++) {
        float expected = nd4j.getFloat(i);
        assertThat(fused.getFloat(i))
            .as("parameter %s", i)
            .isCloseTo(expected, within(1e-5f * Math.max(0.5f, Math.abs(expected))));
      }
    }
  }

  @Test
  void momentsThatDecayToNothingAreNeverDenormal() {
    Optimizer adam = Optimizer.adam(0.1);
    float[] moments = new float[StepRule.momentCount(adam, 2)];
    try (StepRule rule = rule(adam, moments)) {
      INDArray parameters = Nd4j.zeros(2);
      rule.update(parameters, Nd4j.createFromArray(1e-3f, 1e-20f), 0, 0.1);
      for (int step = 1; step < 2000; step++) {
        rule.update(parameters, Nd4j.zeros(2), step, 0.1);
        for (float moment : rule.moments()) {
          assertThat(moment == 0 || Math.abs(moment) >= Float.MIN_NORMAL)
              .as("[%s]", moment)
              .isTrue();
        }
      }
      assertThat(rule.moments()[0]).isLessThan(1e-36f);
    }
  }

  private static INDArray gradient(int step) {
    float[] gradient = new float[LENGTH];
    Noise noise = Noise.of(8, 0, 0, step);
    for (int i = 0; i < LENGTH; i++) {
      gradient[i] = (float) (noise.gaussian(i) * Math.pow(10, i % 5 - 3));
    }
    return Nd4j.createFromArray(gradient);
  }
}
