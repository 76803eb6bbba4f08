package dev.elbo.settings;

import dev.elbo.vae.latent.Estimators;
import java.util.List;
import java.util.stream.Stream;

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
  static final String OUTER = AveragingSettings.KEY + "outer.";
  static final String FORMAT = "elbo.data.format";
  static final String LIKELIHOOD = "elbo.model.likelihood";
  static final String LATENT = "elbo.model.latent.";
  static final String FAMILY = LATENT + "family";
  static final String ESTIMATOR = LATENT + "estimator";
  static final String WATERMARK = "elbo.retrain.watermark.by";
  static final String BASELINE = LATENT + "baseline";

  /** What some families have besides a dimension, with the least number of it. */
  record Component(String key, int least, List<String> families) {}

  static final List<Component> COMPONENTS =
      List.of(
          new Component(LATENT + "categories", 2, List.of("categorical")),
          new Component(LATENT + "components", 1, List.of("mixture")),
          new Component(LATENT + "rank", 1, List.of("low-rank-normal")),
          new Component(LATENT + "flow-steps", 1, List.of("planar-flow", "autoregressive-flow")));

  static final List<String> TEMPERATURES =
      Stream.of("initial", "least", "rate", "every")
          .map(name -> LATENT + "temperature." + name)
          .toList();

  private static final List<String> RELAXING =
      Stream.concat(Stream.of("auto"), Estimators.RELAXING.stream()).toList();

  private static final List<String> WITH_RATE =
      List.of(
          "sgd", "nesterovs", "adam", "amsgrad", "adamax", "nadam", "rmsprop", "adagrad", "adamw");
  private static final List<String> ADAMS = List.of("adam", "amsgrad", "adamax", "nadam", "adamw");
  private static final List<String> DIVIDING =
      List.of("adam", "amsgrad", "adamax", "nadam", "rmsprop", "adagrad", "adadelta", "adamw");

  private static final List<String> TABLES =
      Stream.of(DataSettings.Format.values())
          .filter(DataSettings.Format::isTable)
          .map(Choices::name)
          .toList();

  /** A choice stands before what hangs on it. */
  static final List<Condition> ALL =
      List.of(
          component(0),
          component(1),
          component(2),
          component(3),
          new Condition(BASELINE, ESTIMATOR, List.of("score-function")),
          temperature(0),
          temperature(1),
          temperature(2),
          temperature(3),
          new Condition("elbo.data.filter", FORMAT, TABLES),
          new Condition("elbo.retrain.watermark.column", WATERMARK, List.of("partition")),
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
          new Condition(SCHEDULE + "end", SCHEDULE + "name", List.of("cosine")),
          new Condition(OUTER + "momentum", OUTER + "name", AveragingSettings.WITH_MOMENTUM),
          new Condition(OUTER + "rate", OUTER + "name", AveragingSettings.WITH_RATE),
          new Condition(OUTER + "beta1", OUTER + "name", AveragingSettings.ADAPTIVE),
          new Condition(OUTER + "beta2", OUTER + "name", List.of("adam", "yogi")),
          new Condition(OUTER + "tau", OUTER + "name", AveragingSettings.ADAPTIVE));

  private static Condition temperature(int i) {
    return new Condition(TEMPERATURES.get(i), ESTIMATOR, RELAXING);
  }

  private static Condition component(int i) {
    return new Condition(COMPONENTS.get(i).key(), FAMILY, COMPONENTS.get(i).families());
  }
}
