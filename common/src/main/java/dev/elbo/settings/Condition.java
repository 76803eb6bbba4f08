package dev.elbo.settings;

import java.util.List;

/**
 * A setting that only some choices of another one use.
 *
 * @param key the setting
 * @param choice the setting that decides
 * @param users the choices that use it
 */
record Condition(String key, String choice, List<String> users) {
  static final String OPTIMIZER = "elbo.training.optimizer.";
  static final String SCHEDULE = OPTIMIZER + "schedule.";
  static final String RULE = OPTIMIZER + "name";
  static final String LIKELIHOOD = "elbo.model.likelihood";

  private static final List<String> WITH_RATE =
      List.of(
          "sgd", "nesterovs", "adam", "amsgrad", "adamax", "nadam", "rmsprop", "adagrad", "adamw");
  private static final List<String> ADAMS = List.of("adam", "amsgrad", "adamax", "nadam", "adamw");
  private static final List<String> DIVIDING =
      List.of("adam", "amsgrad", "adamax", "nadam", "rmsprop", "adagrad", "adadelta", "adamw");

  /** A choice stands before what hangs on it. */
  static final List<Condition> ALL =
      List.of(
          new Condition("elbo.model.likelihood-variance", LIKELIHOOD, List.of("gaussian")),
          new Condition(
              "elbo.model.likelihood-degrees-of-freedom", LIKELIHOOD, List.of("student-t")),
          new Condition(LikelihoodSettings.COLUMNS, LIKELIHOOD, List.of(LikelihoodReader.MIXED)),
          new Condition(OPTIMIZER + "learning-rate", RULE, WITH_RATE),
          new Condition(OPTIMIZER + "beta1", RULE, ADAMS),
          new Condition(OPTIMIZER + "beta2", RULE, ADAMS),
          new Condition(OPTIMIZER + "epsilon", RULE, DIVIDING),
          new Condition(OPTIMIZER + "momentum", RULE, List.of("nesterovs")),
          new Condition(OPTIMIZER + "rho", RULE, List.of("rmsprop", "adadelta")),
          new Condition(OPTIMIZER + "weight-decay", RULE, List.of("adamw")),
          new Condition(SCHEDULE + "name", RULE, WITH_RATE),
          new Condition(SCHEDULE + "warm-up-epochs", RULE, WITH_RATE),
          new Condition(SCHEDULE + "every", SCHEDULE + "name", List.of("step")),
          new Condition(SCHEDULE + "decay", SCHEDULE + "name", List.of("step", "exponential")),
          new Condition(SCHEDULE + "end", SCHEDULE + "name", List.of("cosine")));
}
