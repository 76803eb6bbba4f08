package dev.elbo.job.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;

/** How a step follows from a gradient: {@code elbo.training.optimizer}. */
public interface OptimizerParams extends SettingParams {

  /** Makes the params. */
  static void declare(ParamTable table) {
    table.choice("optimizer", "elbo.training.optimizer.name");
    table.number("learningRate", "elbo.training.optimizer.learning-rate", Bound.POSITIVE);
    table.number("beta1", "elbo.training.optimizer.beta1", Bound.FRACTION);
    table.number("beta2", "elbo.training.optimizer.beta2", Bound.FRACTION);
    table.either("epsilon", "elbo.training.optimizer.epsilon", Bound.POSITIVE, "auto");
    table.number("momentum", "elbo.training.optimizer.momentum", Bound.FRACTION);
    table.number("rho", "elbo.training.optimizer.rho", Bound.FRACTION);
    table.number("weightDecay", "elbo.training.optimizer.weight-decay", Bound.NOT_NEGATIVE);
    table.choice("schedule", "elbo.training.optimizer.schedule.name");
    table.number("scheduleEvery", "elbo.training.optimizer.schedule.every", Bound.POSITIVE);
    table.number("scheduleDecay", "elbo.training.optimizer.schedule.decay", Bound.PART);
    table.number("scheduleEnd", "elbo.training.optimizer.schedule.end", Bound.SHARE);
    table.number(
        "scheduleWarmUpEpochs",
        "elbo.training.optimizer.schedule.warm-up-epochs",
        Bound.NOT_NEGATIVE);
  }

  /** The param of {@code elbo.training.optimizer.name}. */
  default Param<String> optimizer() {
    return table().text("optimizer");
  }

  /** {@code elbo.training.optimizer.name}. */
  default String getOptimizer() {
    return getOrDefault(optimizer());
  }

  /** The param of {@code elbo.training.optimizer.learning-rate}. */
  default DoubleParam learningRate() {
    return table().number("learningRate");
  }

  /** {@code elbo.training.optimizer.learning-rate}. */
  default double getLearningRate() {
    return (double) getOrDefault(learningRate());
  }

  /** The param of {@code elbo.training.optimizer.beta1}. */
  default DoubleParam beta1() {
    return table().number("beta1");
  }

  /** {@code elbo.training.optimizer.beta1}. */
  default double getBeta1() {
    return (double) getOrDefault(beta1());
  }

  /** The param of {@code elbo.training.optimizer.beta2}. */
  default DoubleParam beta2() {
    return table().number("beta2");
  }

  /** {@code elbo.training.optimizer.beta2}. */
  default double getBeta2() {
    return (double) getOrDefault(beta2());
  }

  /** The param of {@code elbo.training.optimizer.epsilon}. */
  default Param<String> epsilon() {
    return table().text("epsilon");
  }

  /** {@code elbo.training.optimizer.epsilon}. */
  default String getEpsilon() {
    return getOrDefault(epsilon());
  }

  /** The param of {@code elbo.training.optimizer.momentum}. */
  default DoubleParam momentum() {
    return table().number("momentum");
  }

  /** {@code elbo.training.optimizer.momentum}. */
  default double getMomentum() {
    return (double) getOrDefault(momentum());
  }

  /** The param of {@code elbo.training.optimizer.rho}. */
  default DoubleParam rho() {
    return table().number("rho");
  }

  /** {@code elbo.training.optimizer.rho}. */
  default double getRho() {
    return (double) getOrDefault(rho());
  }

  /** The param of {@code elbo.training.optimizer.weight-decay}. */
  default DoubleParam weightDecay() {
    return table().number("weightDecay");
  }

  /** {@code elbo.training.optimizer.weight-decay}. */
  default double getWeightDecay() {
    return (double) getOrDefault(weightDecay());
  }

  /** The param of {@code elbo.training.optimizer.schedule.name}. */
  default Param<String> schedule() {
    return table().text("schedule");
  }

  /** {@code elbo.training.optimizer.schedule.name}. */
  default String getSchedule() {
    return getOrDefault(schedule());
  }

  /** The param of {@code elbo.training.optimizer.schedule.every}. */
  default DoubleParam scheduleEvery() {
    return table().number("scheduleEvery");
  }

  /** {@code elbo.training.optimizer.schedule.every}. */
  default double getScheduleEvery() {
    return (double) getOrDefault(scheduleEvery());
  }

  /** The param of {@code elbo.training.optimizer.schedule.decay}. */
  default DoubleParam scheduleDecay() {
    return table().number("scheduleDecay");
  }

  /** {@code elbo.training.optimizer.schedule.decay}. */
  default double getScheduleDecay() {
    return (double) getOrDefault(scheduleDecay());
  }

  /** The param of {@code elbo.training.optimizer.schedule.end}. */
  default DoubleParam scheduleEnd() {
    return table().number("scheduleEnd");
  }

  /** {@code elbo.training.optimizer.schedule.end}. */
  default double getScheduleEnd() {
    return (double) getOrDefault(scheduleEnd());
  }

  /** The param of {@code elbo.training.optimizer.schedule.warm-up-epochs}. */
  default DoubleParam scheduleWarmUpEpochs() {
    return table().number("scheduleWarmUpEpochs");
  }

  /** {@code elbo.training.optimizer.schedule.warm-up-epochs}. */
  default double getScheduleWarmUpEpochs() {
    return (double) getOrDefault(scheduleWarmUpEpochs());
  }

  /** The setters, for a stage of this class. */
  interface Setters<S> extends OptimizerParams, Assignable<S> {

    /** Sets {@code elbo.training.optimizer.name}. */
    default S setOptimizer(String value) {
      return assign(optimizer(), value);
    }

    /** Sets {@code elbo.training.optimizer.learning-rate}. */
    default S setLearningRate(double value) {
      return assign(learningRate(), value);
    }

    /** Sets {@code elbo.training.optimizer.beta1}. */
    default S setBeta1(double value) {
      return assign(beta1(), value);
    }

    /** Sets {@code elbo.training.optimizer.beta2}. */
    default S setBeta2(double value) {
      return assign(beta2(), value);
    }

    /** Sets {@code elbo.training.optimizer.epsilon}. */
    default S setEpsilon(String value) {
      return assign(epsilon(), value);
    }

    /** Sets {@code elbo.training.optimizer.epsilon}. */
    default S setEpsilon(double value) {
      return assign(epsilon(), Double.toString(value));
    }

    /** Sets {@code elbo.training.optimizer.momentum}. */
    default S setMomentum(double value) {
      return assign(momentum(), value);
    }

    /** Sets {@code elbo.training.optimizer.rho}. */
    default S setRho(double value) {
      return assign(rho(), value);
    }

    /** Sets {@code elbo.training.optimizer.weight-decay}. */
    default S setWeightDecay(double value) {
      return assign(weightDecay(), value);
    }

    /** Sets {@code elbo.training.optimizer.schedule.name}. */
    default S setSchedule(String value) {
      return assign(schedule(), value);
    }

    /** Sets {@code elbo.training.optimizer.schedule.every}. */
    default S setScheduleEvery(double value) {
      return assign(scheduleEvery(), value);
    }

    /** Sets {@code elbo.training.optimizer.schedule.decay}. */
    default S setScheduleDecay(double value) {
      return assign(scheduleDecay(), value);
    }

    /** Sets {@code elbo.training.optimizer.schedule.end}. */
    default S setScheduleEnd(double value) {
      return assign(scheduleEnd(), value);
    }

    /** Sets {@code elbo.training.optimizer.schedule.warm-up-epochs}. */
    default S setScheduleWarmUpEpochs(double value) {
      return assign(scheduleWarmUpEpochs(), value);
    }
  }
}
