package dev.elbo.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void constantIsOneAtAnyTime() {
    Schedule constant = new Schedule.Constant();
    assertThat(constant.factor(0, 10)).isEqualTo(1);
    assertThat(constant.factor(123.4, 10)).isEqualTo(1);
  }

  @Test
  void stepDropsAtTheEndOfEveryPeriodAndNotBefore() {
    Schedule step = new Schedule.Step(4, 0.5);
    assertThat(step.factor(0, 10)).isEqualTo(1);
    assertThat(step.factor(Math.nextDown(4.0), 10)).isEqualTo(1);
    assertThat(step.factor(4, 10)).isEqualTo(0.5);
    assertThat(step.factor(8, 10)).isEqualTo(0.25);
    assertThat(step.factor(11.9, 10)).isEqualTo(0.25);
    assertThat(new Schedule.Step(0.5, 0.1).factor(1.6, 10)).isCloseTo(1e-3, within(1e-15));
  }

  @Test
  void exponentialFallsByItsFactorAnEpoch() {
    Schedule exponential = new Schedule.Exponential(0.81);
    assertThat(exponential.factor(0, 10)).isEqualTo(1);
    assertThat(exponential.factor(0.5, 10)).isCloseTo(0.9, within(1e-15));
    assertThat(exponential.factor(3, 10)).isCloseTo(0.81 * 0.81 * 0.81, within(1e-15));
  }

  @Test
  void cosineGoesFromOneToItsEndAndStaysThere() {
    Schedule cosine = new Schedule.Cosine(0.1);
    assertThat(cosine.factor(0, 12)).isEqualTo(1);
    // cos(pi/3) = 1/2, cos(pi/2) = 0, cos(2 pi/3) = -1/2.
    assertThat(cosine.factor(4, 12)).isCloseTo(0.1 + 0.9 * 0.75, within(1e-15));
    assertThat(cosine.factor(6, 12)).isCloseTo(0.1 + 0.9 * 0.5, within(1e-15));
    assertThat(cosine.factor(8, 12)).isCloseTo(0.1 + 0.9 * 0.25, within(1e-15));
    assertThat(cosine.factor(12, 12)).isEqualTo(0.1);
    assertThat(cosine.factor(15, 12)).isEqualTo(0.1);
  }

  @Test
  void warmUpRisesFromZeroAndMultipliesWhatFollows() {
    Schedule warmUp = new Schedule.WarmUp(2, new Schedule.Step(3, 0.5));
    assertThat(warmUp.factor(0, 10)).isZero();
    assertThat(warmUp.factor(0.5, 10)).isEqualTo(0.25);
    assertThat(warmUp.factor(2, 10)).isEqualTo(1);
    assertThat(warmUp.factor(2.5, 10)).isEqualTo(1);
    assertThat(warmUp.factor(3, 10)).isEqualTo(0.5);
    Schedule slow = new Schedule.WarmUp(4, new Schedule.Exponential(0.25));
    assertThat(slow.factor(1, 10)).isCloseTo(0.25 * 0.25, within(1e-15));
  }

  @Test
  void theRateIsTheBaseTimesTheFactor() {
    Optimizer adam = Optimizer.adam(0.004);
    assertThat(adam.rateAt(3, 10)).isEqualTo(0.004);
    Optimizer falling =
        new Optimizer(
            Optimizer.Rule.SGD, 0.004, new Schedule.Exponential(0.5), 0.9, 0.999, 1e-8, 0, 0, 0);
    assertThat(falling.rateAt(2, 10)).isCloseTo(0.001, within(1e-18));
  }
}
