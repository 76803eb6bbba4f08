package dev.elbo.settings;

import dev.elbo.optim.Optimizer;
import dev.elbo.optim.Schedule;

/** The ranges of a step rule's constants, under the keys that set them. */
final class OptimizerBounds {

  private OptimizerBounds() {}

  static void check(Optimizer optimizer) {
    Require.positive(Condition.OPTIMIZER + "learning-rate", optimizer.learningRate());
    Require.fraction(Condition.OPTIMIZER + "beta1", optimizer.beta1());
    Require.fraction(Condition.OPTIMIZER + "beta2", optimizer.beta2());
    Require.positive(Condition.OPTIMIZER + "epsilon", optimizer.epsilon());
    Require.fraction(Condition.OPTIMIZER + "momentum", optimizer.momentum());
    Require.fraction(Condition.OPTIMIZER + "rho", optimizer.rho());
    Require.notNegative(Condition.OPTIMIZER + "weight-decay", optimizer.weightDecay());
    check(optimizer.schedule());
  }

  private static void check(Schedule schedule) {
    if (schedule instanceof Schedule.Step step) {
      Require.positive(Condition.SCHEDULE + "every", step.every());
      decay(step.decay());
    } else if (schedule instanceof Schedule.Exponential exponential) {
      decay(exponential.decay());
    } else if (schedule instanceof Schedule.Cosine cosine) {
      Require.share(Condition.SCHEDULE + "end", cosine.end());
    } else if (schedule instanceof Schedule.WarmUp warmUp) {
      Require.positive(Condition.SCHEDULE + "warm-up-epochs", warmUp.length());
      check(warmUp.then());
    }
  }

  private static void decay(double decay) {
    Require.positive(Condition.SCHEDULE + "decay", decay);
    Require.share(Condition.SCHEDULE + "decay", decay);
  }
}
