package dev.elbo.settings;

import dev.elbo.optim.Optimizer;
import dev.elbo.optim.Optimizer.Rule;
import dev.elbo.optim.Schedule;

/** elbo.training.optimizer as its record; constants that the rule does not use are Adam's. */
final class OptimizerReader {
  private static final Optimizer UNUSED = Optimizer.adam(1);

  private OptimizerReader() {}

  static Optimizer read(Values values) {
    return new Optimizer(
        values.choice(Condition.RULE, Rule.class),
        constant(values, "learning-rate", UNUSED.learningRate()),
        schedule(values),
        constant(values, "beta1", UNUSED.beta1()),
        constant(values, "beta2", UNUSED.beta2()),
        constant(values, "epsilon", UNUSED.epsilon()),
        constant(values, "momentum", UNUSED.momentum()),
        constant(values, "rho", UNUSED.rho()),
        constant(values, "weight-decay", UNUSED.weightDecay()));
  }

  private static double constant(Values values, String name, double unused) {
    String key = Condition.OPTIMIZER + name;
    return values.isNull(key) ? unused : values.number(key);
  }

  private static Schedule schedule(Values values) {
    if (values.isNull(Condition.SCHEDULE + "name")) {
      return new Schedule.Constant();
    }
    Schedule schedule = afterWarmUp(values);
    double warmUp = values.number(Condition.SCHEDULE + "warm-up-epochs");
    Require.notNegative(Condition.SCHEDULE + "warm-up-epochs", warmUp);
    return warmUp == 0 ? schedule : new Schedule.WarmUp(warmUp, schedule);
  }

  private static Schedule afterWarmUp(Values values) {
    String every = Condition.SCHEDULE + "every";
    String decay = Condition.SCHEDULE + "decay";
    return switch (values.choice(Condition.SCHEDULE + "name")) {
      case "step" -> new Schedule.Step(values.number(every), values.number(decay));
      case "exponential" -> new Schedule.Exponential(values.number(decay));
      case "cosine" -> new Schedule.Cosine(values.number(Condition.SCHEDULE + "end"));
      default -> new Schedule.Constant();
    };
  }
}
